from __future__ import annotations

from typing import Any

from django import forms

from secondstory.agreements.examples import as_lines
from secondstory.agreements.models import Agreement, AgreementVersion
from secondstory.agreements.queries import examples_of
from secondstory.organization.whom import OfTeams
from secondstory.people.models import Person
from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at

# What is typed outlives a closed tab and a lost connection, until it is saved.
KEPT = {"data-behaviour": "draft-keeper"}


class WordsForm(Form):
    """What a version says."""

    title = forms.CharField(
        label="What is it about?", max_length=200, help_text="Such as ‘repairing a replica while people write’."
    )
    text = forms.CharField(
        label="Where the line is",
        widget=forms.Textarea(attrs={"rows": "12", "class": "words--long", **KEPT}),
        max_length=20_000,
        help_text="In your own words, for somebody new: what one does, what one leaves, when one stops and asks. Markdown.",
    )
    examples = forms.CharField(
        label="Examples",
        widget=forms.Textarea(attrs={"rows": "3", "class": "words--lines"}),
        max_length=8000,
        required=False,
        help_text="One a line: the address of a study, a published text, a finding or a work note, then what it shows."
        " Whoever may not read one does not see that it is there.",
    )
    look_again_on = forms.DateField(
        label="Look again on", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looked_at(self.fields["text"], "analysis", kind="markdown")


class BeginForm(OfTeams, WordsForm):
    whom = forms.MultipleChoiceField(
        label="Whose work it is about",
        widget=forms.CheckboxSelectMultiple,
        help_text="People of each team you name read the draft, and each team reviews it. Of what is about everybody’s"
        " work, people of two teams do.",
    )
    field_order = ["title", "text", "whom", "examples", "look_again_on"]


class NextForm(WordsForm):
    why = forms.CharField(label="What is different, and why", max_length=1000)
    field_order = ["title", "text", "why", "examples", "look_again_on"]

    @staticmethod
    def shown(version: AgreementVersion, user: Person) -> dict[str, Any]:
        """What the form would show of the newest version, as far as this person reads it."""
        return {
            "title": version.title,
            "text": version.text,
            "examples": as_lines(examples_of(version, user)),
            "look_again_on": version.look_again_on,
        }


class ReviewForm(Form):
    SO, NOT_YET = "so", "not-yet"
    is_so = forms.ChoiceField(
        label="Is that where you would draw it, too?",
        choices=[(SO, "It is so"), (NOT_YET, "Not yet")],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="What you would say otherwise",
        widget=forms.Textarea(attrs={"rows": "3", **KEPT}),
        max_length=4000,
        required=False,
        help_text="Read by the people of this practice alone.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looked_at(self.fields["text"], "comment")


class PublishForm(Form):
    audience = forms.ChoiceField(label="Who reads it from now on", widget=forms.RadioSelect)

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wide = [("organization", "The whole organization")]
        narrow = [] if agreement.is_for_all else [("team", "The people of these teams alone")]
        audience = self.fields["audience"]
        assert isinstance(audience, forms.ChoiceField)
        audience.choices = [*wide, *narrow]
        audience.initial = "organization"


class RetireForm(Form):
    because = forms.CharField(label="Why it is retired", max_length=1000, help_text="It stays to be read.")
