from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from secondstory.outside.models import Redaction
from secondstory.ui.forms import Form


class DecisionForm(Form):
    decision = forms.ChoiceField(
        label="What is done with it",
        choices=[(Redaction.Decision.TAKEN, "Write it otherwise"), (Redaction.Decision.LEFT, "Leave it as it is")],
        widget=forms.RadioSelect,
    )
    instead = forms.CharField(label="What stands instead", max_length=200, required=False)
    because = forms.CharField(
        label="Why it may stay", max_length=500, required=False, help_text="One sentence, when you leave it."
    )


class PhraseForm(Form):
    phrase = forms.CharField(
        label="Words that are to go, too",
        max_length=300,
        help_text="Copied from the text. They go wherever they stand.",
    )
    instead = forms.CharField(
        label="What stands instead", max_length=200, required=False, help_text="Empty: ‘[left out]’."
    )


class PartsForm(Form):
    relative_times = forms.BooleanField(
        label="Tell times from the first moment on",
        required=False,
        help_text="‘+12 min’ in place of a day and a time. Days that somebody typed into the prose stay; redact them by hand.",
    )
    left_out = forms.MultipleChoiceField(
        label="Parts that stay inside", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, parts: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("left_out", parts)


class WithdrawForm(Form):
    because = forms.CharField(
        label="Why, for whoever finds the address",
        max_length=1000,
        required=False,
        help_text="Everybody reads it. It may stay empty.",
    )


class AnswerForm(Form):
    YES, NO = "yes", "no"
    may = forms.ChoiceField(
        label="May it stand outside?",
        choices=[(YES, "Yes, so"), (NO, "No, it stays inside")],
        widget=forms.RadioSelect,
    )


class SeenForm(Form):
    """Which text was looked at."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
