from __future__ import annotations

from django import forms

from secondstory.analysis.models import HowWeKnow
from secondstory.ui.forms import Form


class WayForm(Form):
    kind = forms.ChoiceField(label="How do we know?", choices=HowWeKnow.Kind.choices)
    day = forms.DateField(
        label="Which day?", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    who = forms.CharField(
        label="Who was there?",
        max_length=200,
        required=False,
        help_text="In roles, such as ‘engineer on call, a driver’.",
    )
    says = forms.CharField(label="What did it show?", max_length=400, required=False)
    url = forms.CharField(
        label="Where is the evidence?", max_length=500, required=False, help_text="An address, if there is one."
    )
