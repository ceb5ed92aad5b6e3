from __future__ import annotations

from typing import Any

from django import forms

from secondstory.ui.forms import Form
from secondstory.wording.kinds import KINDS, LEVELS, PRESETS
from secondstory.wording.models import OwnRule

LISTS = ("phrases", "questions", "rewrites", "examples", "counter")


class StrictnessForm(Form):
    preset = forms.ChoiceField(
        label="For everybody who writes here", choices=[*PRESETS.items()], widget=forms.RadioSelect
    )


class ChoiceForm(Form):
    """For one rule or one kind: as it came, quieter or louder, or not at all."""

    AS_IT_CAME, MUTED = "", "muted"
    choice = forms.ChoiceField(
        label="How loud",
        choices=[(AS_IT_CAME, "as it came"), (MUTED, "not looked for"), *LEVELS.items()],
        required=False,
    )

    def told(self) -> dict[str, Any]:
        chosen = self.cleaned_data["choice"]
        return {"muted": chosen == self.MUTED, "level": "" if chosen == self.MUTED else chosen}


def _lines(label: str, *, rows: int = 3, required: bool = True, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=8000,
        required=required,
        widget=forms.Textarea(attrs={"rows": str(rows), "class": "words--lines"}),
        help_text=help_text,
    )


class OwnRuleForm(Form):
    name = forms.SlugField(
        label="Its short name",
        max_length=60,
        help_text="Small letters, digits and hyphens, such as bus-factor. It stays the same for life.",
        error_messages={"invalid": "Use letters, digits and hyphens, such as bus-factor."},
    )
    category = forms.ChoiceField(
        label="What kind of wording it is", choices=[(one.code, one.name) for one in KINDS.values()]
    )
    level = forms.ChoiceField(label="How loud", choices=[*LEVELS.items()], initial="nudge")
    phrases = _lines("The words it looks for", help_text="One phrase a line. Whole words, in any case.")
    message = forms.CharField(
        label="What it says, in one line",
        max_length=300,
        help_text="Such as: This tells of something that did not happen.",
    )
    why = forms.CharField(
        label="Why it is worth another look", max_length=1000, widget=forms.Textarea(attrs={"rows": "2"})
    )
    questions = _lines("What it asks", help_text="One question a line; up to three are shown.")
    rewrites = _lines(
        "What could stand there instead", required=False, help_text="One a line. “…” marks what to fill in."
    )
    examples = _lines("Sentences it must find", rows=5, help_text="Five or more, one a line.")
    counter = _lines(
        "Look-alikes it must leave alone",
        rows=5,
        help_text="Five or more, one a line. These are what makes a rule kind.",
    )
    pattern = forms.CharField(
        label="A pattern, where words are not enough",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": "2", "spellcheck": "false", "class": "words--code"}),
        help_text="A regular expression over the sentence in small letters. Each hit must contain one of the phrases.",
    )

    def __init__(self, *args: Any, rule: OwnRule | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rule:
            del self.fields["name"]

    def told(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("name", "seen")}
        return {**given, **{name: given[name].splitlines() for name in LISTS}}

    @staticmethod
    def typed(rule: OwnRule) -> dict[str, Any]:
        told = rule.told()
        return {**told, **{name: "\n".join(told[name]) for name in LISTS}}
