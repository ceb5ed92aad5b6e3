from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from secondstory.people.models import Team
from secondstory.procedures.models import Procedure
from secondstory.ui.forms import Form

EVERYBODY = "everybody"


class WordsForm(Form):
    title = forms.CharField(
        label="What one has to do", max_length=200, help_text="Such as ‘two people look before a replica is emptied’."
    )
    purpose = forms.CharField(
        label="What it is for",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="What would happen without it? Whoever asks later whether it may go needs this.",
    )
    url = forms.URLField(label="Where it is written down", max_length=500, required=False, assume_scheme="https")
    since = forms.DateField(label="In force since", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    @staticmethod
    def shown(procedure: Procedure) -> dict[str, Any]:
        return {name: getattr(procedure, name) for name in ("title", "purpose", "url", "since")}


class RegisterForm(WordsForm):
    whom = forms.MultipleChoiceField(label="Whom it binds", widget=forms.CheckboxSelectMultiple)
    field_order = ["title", "purpose", "whom", "url", "since"]

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


class RetireForm(Form):
    because = forms.CharField(
        label="Why it may go", max_length=1000, help_text="It stays to be read, with this reason."
    )
    made_room_for = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
