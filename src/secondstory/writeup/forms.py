from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at


class WordsForm(Form):
    """A section's words, and the revision they were written on."""

    text = forms.CharField(label="Words", widget=forms.Textarea(attrs={"rows": 12}), required=False, strip=False)
    based_on = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, draft: str = "", heading: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs |= {
            "data-behaviour": "draft-keeper",
            "data-draft": draft,
            "spellcheck": "true",
        }
        looked_at(self.fields["text"], "writeup", kind="markdown", section=heading)


class HeadingForm(Form):
    heading = forms.CharField(label="Heading", max_length=200)


class PlaceForm(Form):
    """Where a section stands: after one of ``places``, or where an empty choice says."""

    after = forms.ChoiceField(label="Where it stands", required=False)
    without = "at the beginning"

    def __init__(self, *args: Any, places: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after = [(str(key), f"after ‘{heading}’") for key, heading in places]
        self.let_choose("after", [("", self.without), *after])


class SectionForm(HeadingForm, PlaceForm):
    """A new section of people's own making."""

    without = "at the end"
    field_order = ("heading", "after")
