from __future__ import annotations

from typing import Any

from django import forms

from secondstory.bylines.models import Byline
from secondstory.people.models import Person, Team
from secondstory.ui.forms import Form


class SignForm(Form):
    shown = forms.ChoiceField(label="How you are shown", choices=Byline.Shown.choices, widget=forms.RadioSelect)
    role = forms.CharField(label="Which role", max_length=120, required=False, help_text="When you choose a role.")
    team = forms.ModelChoiceField(
        Team.objects.none(), label="Which team", required=False, help_text="When you choose your team.", empty_label="–"
    )
    did = forms.CharField(
        label="What you did, in your words",
        max_length=200,
        required=False,
        help_text="Such as ‘drew the control structure’, ‘facilitated’, ‘wrote the timeline’.",
    )
    also_outside = forms.BooleanField(
        label="Outside, too", required=False, help_text="Where this text, or a version of it, is open to everyone."
    )

    def __init__(self, *args: Any, person: Person, for_text: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not for_text:
            del self.fields["also_outside"]
        team = self.fields["team"]
        assert isinstance(team, forms.ModelChoiceField)
        team.queryset = Team.objects.filter(memberships__person=person).order_by("name").distinct()

    @staticmethod
    def said(byline: Byline | None) -> dict[str, Any]:
        if byline is None:
            return {"shown": Byline.Shown.NAME}
        fields = ("shown", "role", "team", "did", "also_outside")
        return {name: getattr(byline, name) for name in fields}
