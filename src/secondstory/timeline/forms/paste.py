"""The paste box, and the zone it may ask for."""

from __future__ import annotations

from typing import Any

from django import forms

from secondstory.timeline.actions.add_pasted import LONGEST_SOURCE
from secondstory.timeline.reading import MOST
from secondstory.ui.forms import Form


class PasteForm(Form):
    text = forms.CharField(
        label="What happened, one entry a line",
        help_text="The time first: ‘14:02 replication stops’. Tables, chat copies and ‘/timeline text | time’ are read, too.",
        max_length=MOST,
        widget=forms.Textarea(
            attrs={"rows": "14", "class": "words--code", "spellcheck": "false", "data-behaviour": "draft-keeper"}
        ),
    )
    source = forms.CharField(
        label="Where is it from?",
        help_text="Such as ‘Chat of the evening’. Then it stands among the sources, with its span.",
        max_length=LONGEST_SOURCE,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    day = forms.DateField(
        label="Day of the first entry",
        help_text="If the text does not say.",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    zone = forms.CharField(
        label="Zone of its times",
        help_text="If the text does not say.",
        max_length=64,
        required=False,
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="paste_%s", **kwargs)


class ZoneForm(Form):
    zone = forms.CharField(
        label="Zone",
        help_text="Such as UTC or Europe/Berlin.",
        max_length=64,
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
    )
