"""One part in full. There is no field for a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from secondstory.analysis.actions.components import TOLD
from secondstory.analysis.models import ComponentAnalysis
from secondstory.firsthand.models import AccountEntry
from secondstory.firsthand.telling import Telling
from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at


def _words(label: str, help_text: str = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": str(rows)}),
        max_length=4000,
        required=False,
        help_text=help_text,
    )


class ComponentForm(Form):
    contribution = _words("What it did, and did not do", "Facts, as the timeline and its sources tell them.")
    believed = _words("What it believed", "A program believes, too: what its state and its settings told it.")
    actual = _words("How it was")
    information = _words("Which information it had, and which never reached it", rows=2)
    tools = _words("Which tools it had, and what they showed", rows=2)
    goals = _words("What it was there to do at that moment", rows=2)
    pressures = _words("What pressed: time, load, people waiting", rows=2)
    history = _words("What had worked before, and how it came to be like this", rows=2)
    heard_from = forms.MultipleChoiceField(
        label="It rests on what these people shared", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, tellings: Sequence[Telling], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in TOLD:
            looked_at(self.fields[name], "analysis")
        if tellings:
            self.let_choose("heard_from", [(str(one.id), one.text) for one in tellings])
        else:
            del self.fields["heard_from"]

    def told(self) -> dict[str, Any]:
        told = {name: self.cleaned_data[name] for name in TOLD}
        chosen = self.cleaned_data.get("heard_from", [])
        return {**told, "heard_from": list(AccountEntry.objects.filter(pk__in=chosen))}

    @staticmethod
    def typed(analysis: ComponentAnalysis | None, tellings: Sequence[Telling]) -> dict[str, Any]:
        """What the form shows of it to somebody who reads these ``tellings``."""
        if analysis is None:
            return dict.fromkeys(TOLD, "") | {"heard_from": []}
        linked = set(analysis.heard_from.values_list("pk", flat=True))
        heard = sorted(str(one.id) for one in tellings if one.id in linked)
        return {name: getattr(analysis, name) for name in TOLD} | {"heard_from": heard}
