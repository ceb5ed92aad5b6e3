from __future__ import annotations

from typing import Any

from django import forms

from secondstory.organization.whom import OfTeams
from secondstory.procedures.models import Procedure
from secondstory.ui.forms import Form


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


class RegisterForm(OfTeams, WordsForm):
    whom = forms.MultipleChoiceField(label="Whom it binds", widget=forms.CheckboxSelectMultiple)
    field_order = ["title", "purpose", "whom", "url", "since"]


class RetireForm(Form):
    because = forms.CharField(
        label="Why it may go", max_length=1000, help_text="It stays to be read, with this reason."
    )
    made_room_for = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
