"""A safety control as the catalogue knows it."""

from __future__ import annotations

from typing import Any

from django import forms

from secondstory.analysis.models import SafetyControl
from secondstory.people.models import Service, Team
from secondstory.ui.forms import Form


class CatalogueForm(Form):
    name = forms.CharField(label="The control", max_length=200)
    sentence = forms.CharField(
        label="In one sentence", max_length=600, help_text="What it does, and what it is meant to avoid."
    )
    type = forms.ChoiceField(label="What it is meant to do", choices=SafetyControl.Type.choices)
    form = forms.ChoiceField(label="Its form", choices=SafetyControl.Form.choices)
    stage = forms.ChoiceField(label="Where it stands", choices=SafetyControl.Stage.choices)
    team = forms.ModelChoiceField(
        Team.objects.all(), label="Who looks after it", required=False, empty_label="no team by itself"
    )
    services = forms.ModelMultipleChoiceField(
        Service.objects.all(), label="For which services", required=False, widget=forms.CheckboxSelectMultiple
    )
    assumes = forms.CharField(label="What it assumes about the world", max_length=600, required=False)

    @staticmethod
    def typed(control: SafetyControl) -> dict[str, Any]:
        return {
            "name": control.name,
            "sentence": control.sentence,
            "type": control.type,
            "form": control.form,
            "stage": control.stage,
            "team": control.team_id,
            "services": list(control.services.all()),
            "assumes": control.assumes,
        }


class ExerciseForm(Form):
    on = forms.DateField(
        label="On which day",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Empty: some time, nobody knows when.",
    )
    where = forms.CharField(label="Where", max_length=200, required=False)
    how = forms.CharField(
        label="How, and what was seen",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": "2"}),
        help_text="A drill, a test, a gameday: anything in which it was put to use on purpose.",
    )
