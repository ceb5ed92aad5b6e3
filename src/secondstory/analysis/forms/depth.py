"""How deep a study goes, and for which reasons."""

from __future__ import annotations

from typing import Any

from django import forms

from secondstory.analysis.how_deep import IN_WORDS
from secondstory.analysis.models import ReasonToLearn
from secondstory.incidents.models import Retrospective
from secondstory.ui.forms import Form


class DepthForm(Form):
    reasons = forms.MultipleChoiceField(
        label="What makes this one worth a closer look?",
        choices=ReasonToLearn.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    depth = forms.ChoiceField(
        label="How deep we go",
        choices=[
            (depth, f"{Retrospective.Depth(depth).label.capitalize()}. {says}") for depth, says in IN_WORDS.items()
        ],
        widget=forms.RadioSelect,
        help_text="It can be changed at any time. What stands in a step stays, also when the step is left out.",
    )

    def told(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("reasons", "depth")}

    @staticmethod
    def typed(study: Retrospective) -> dict[str, Any]:
        noted = ReasonToLearn.objects.filter(retrospective=study).values_list("kind", flat=True)
        return {"depth": study.depth, "reasons": sorted(noted)}
