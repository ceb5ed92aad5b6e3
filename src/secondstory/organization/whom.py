"""A form that asks which teams something is about, or everybody here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from secondstory.people.models import Team
from secondstory.ui.forms import Form

EVERYBODY = "everybody"


class OfTeams(Form):
    """To be mixed into a form. ``teams`` are those that whoever fills it in may choose."""

    whom = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(team.pk): team for team in teams}
        choices = [*((key, team.name) for key, team in self.by_key.items()), (EVERYBODY, "everybody here")]
        self.let_choose("whom", choices)

    @property
    def teams(self) -> list[Team]:
        return [self.by_key[key] for key in self.cleaned_data["whom"] if key != EVERYBODY]

    @property
    def is_for_all(self) -> bool:
        return EVERYBODY in self.cleaned_data["whom"]
