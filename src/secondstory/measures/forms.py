from __future__ import annotations

from typing import Any

from django import forms

from secondstory.measures.actions.note_learned import NAMELESS, NOT_UNDERSTOOD, READERS, TAKES, WILL_CHANGE
from secondstory.measures.models import PulseSum, ReaderNote
from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at

KEPT = {"data-behaviour": "draft-keeper"}
WHO_READS = [
    ("me", "Only me, until I choose otherwise"),
    (READERS.value, "Colleagues who may read this text, with my name"),
    (NAMELESS, "Colleagues who may read this text, without my name. It is not mine to take back then"),
]


class LearnedForm(Form):
    takes = forms.CharField(
        label="What I take with me",
        widget=forms.Textarea(attrs={"rows": "3", **KEPT}),
        max_length=TAKES,
        required=False,
        help_text="What did you not know before? For example: the copy tool waits without a word until the next checkpoint.",
    )
    will_change = forms.CharField(
        label="What I will do otherwise",
        widget=forms.Textarea(attrs={"rows": "2", **KEPT}),
        max_length=WILL_CHANGE,
        required=False,
    )
    not_understood = forms.CharField(
        label="What I still do not understand",
        max_length=NOT_UNDERSTOOD,
        required=False,
        help_text="You can ask it as an open question from here.",
    )
    readers = forms.ChoiceField(label="Who reads it", choices=WHO_READS, widget=forms.RadioSelect, initial="me")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("takes", "will_change", "not_understood"):
            looked_at(self.fields[name], "reader_note")

    @staticmethod
    def shown(note: ReaderNote | None) -> dict[str, Any]:
        names = ("takes", "will_change", "not_understood", "readers")
        return {name: getattr(note, name) for name in names} if note else {"readers": "me"}


class PulseForm(Form):
    useful = forms.ChoiceField(
        label=PulseSum.Asked.USEFUL.label,
        choices=PulseSum.Answer.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    fair = forms.ChoiceField(
        label=PulseSum.Asked.FAIR.label, choices=PulseSum.Answer.choices, widget=forms.RadioSelect, required=False
    )


class TeamWordForm(Form):
    really = forms.CharField(
        label="How is it, really?",
        widget=forms.Textarea(attrs={"rows": "3", **KEPT}),
        max_length=4000,
        help_text="What do you see that the pages do not?",
    )
    trying = forms.CharField(label="What will we try?", max_length=1000, required=False)
