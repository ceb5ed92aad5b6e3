"""Who knew it when."""

from __future__ import annotations

from typing import Any

from django import forms

from secondstory.incidents.models import Participant
from secondstory.incidents.moments import Moment, NoSuchMoment, UnknownZone, read_moment
from secondstory.timeline.models import How
from secondstory.ui.forms import Form


class AtOnceForm(Form):
    """Those of whom nothing is said yet."""

    at_once = forms.MultipleChoiceField(label="Knew it at once", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, people: list[Participant], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="knew_%s", **kwargs)
        at_once = self.fields["at_once"]
        assert isinstance(at_once, forms.MultipleChoiceField)
        at_once.choices = [(str(one.pk), one.shown_as) for one in people]


class LearnedForm(Form):
    """When somebody learned of it, where that was not at once."""

    who = forms.ChoiceField(label="Who learned of it?")
    learned = forms.CharField(
        label="When?",
        help_text="As sharply as you know: 2017-01-31 23:40, about …, or the day alone.",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    how = forms.ChoiceField(label="How?", choices=How.choices, initial=How.TOLD)

    def __init__(self, people: list[Participant], zone: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="learned_%s", **kwargs)
        self.zone = zone
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)
        who.choices = [(str(one.pk), one.shown_as) for one in people]
        self.fields["learned"].label = f"When? ({zone})"

    def clean_learned(self) -> Moment:
        try:
            return read_moment(self.cleaned_data["learned"], self.zone)
        except (NoSuchMoment, UnknownZone) as refusal:
            raise forms.ValidationError(refusal.sentence) from None
