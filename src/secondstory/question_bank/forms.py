from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from secondstory.people.models import Team
from secondstory.question_bank.actions import add_question, retire
from secondstory.question_bank.bank import PURPOSES, STEPS, SURFACES
from secondstory.ui.forms import Form

EVERYBODY = "everybody"
# The steps as a person picks them; their parts are for those who write to the bank from elsewhere.
BROAD = {step: words for step, words in STEPS.items() if "-" not in step and step != "all"}


class ForWhom(Form):
    """For which team, or for everybody: what this person may choose for."""

    whom = forms.ChoiceField(label="For whom")

    def __init__(self, *args: Any, teams: Sequence[Team], is_steward: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        whom = self.fields["whom"]
        assert isinstance(whom, forms.ChoiceField)
        choices = [(pk, team.name) for pk, team in self.teams.items()]
        whom.choices = [*choices, *([(EVERYBODY, "everybody here")] if is_steward else [])]

    @property
    def team(self) -> Team | None:
        return self.teams.get(self.cleaned_data["whom"])


class AddForm(ForWhom):
    text = forms.CharField(
        label="The question",
        max_length=add_question.LONGEST,
        help_text="Begin with ‘what’ or ‘how’: ‘What did you expect to see?’",
    )
    purpose = forms.ChoiceField(label="What it is good for", choices=[(name, name) for name in PURPOSES])
    surfaces = forms.MultipleChoiceField(
        label="Where it is put", choices=list(SURFACES.items()), widget=forms.CheckboxSelectMultiple
    )
    steps = forms.MultipleChoiceField(
        label="Which step it fits",
        choices=list(BROAD.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="None means any.",
    )
    field_order = ["text", "purpose", "surfaces", "steps", "whom"]


class RetireForm(ForWhom):
    because = forms.CharField(label="Why it rests", max_length=retire.LONGEST, help_text="One sentence.")
    field_order = ["because", "whom"]
