"""What is missing, and how it was completed."""

from __future__ import annotations

from typing import Any

from django import forms

from secondstory.incidents.models import Retrospective
from secondstory.incidents.moments import Moment, NoSuchMoment, UnknownZone, read_moment
from secondstory.timeline.actions.known_gaps import LONGEST, LONGEST_HOW
from secondstory.timeline.models import Gathered
from secondstory.ui.forms import Form


class Sources(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.reference)


class GapForm(Form):
    says = forms.CharField(
        label="What is missing?", help_text="Such as ‘The call was not recorded’.", max_length=LONGEST
    )
    when = forms.CharField(
        label="Where in the timeline?",
        help_text="As sharply as you know: 2017-01-31 23:27, or about … Without it, it stands among the sources.",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    source = Sources(
        label="Of which source?", queryset=Gathered.objects.none(), required=False, empty_label="none in particular"
    )

    def __init__(self, study: Retrospective, *args: Any, **kwargs: Any) -> None:
        self.study = study
        super().__init__(*args, **kwargs)
        source = self.fields["source"]
        assert isinstance(source, forms.ModelChoiceField)
        source.queryset = Gathered.objects.filter(retrospective=study).select_related("reference")
        self.fields["when"].label = f"Where in the timeline? ({study.zone})"

    def clean_when(self) -> Moment | None:
        text = self.cleaned_data["when"]
        if not text.strip():
            return None
        try:
            return read_moment(text, self.study.zone)
        except (NoSuchMoment, UnknownZone) as refusal:
            raise forms.ValidationError(refusal.sentence) from None


class CompletedForm(Form):
    how = forms.CharField(
        label="How was it completed?",
        help_text="What was found, and where it can be read now.",
        max_length=LONGEST_HOW,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
