"""Versions that stand side by side."""

from __future__ import annotations

from typing import Any

from django import forms

from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at


class DisputeForm(Form):
    question = forms.CharField(
        label="What do the versions disagree about?", help_text="Such as ‘When did the load begin?’", max_length=300
    )
    entries = forms.MultipleChoiceField(
        label="Entries that say it", required=False, widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(
        label="The other version",
        help_text="What another source says happened, if no entry says it.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
    said_by = forms.CharField(
        label="Where is it from?", help_text="A source, or a role.", max_length=200, required=False
    )

    def __init__(self, near: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entries = self.fields["entries"]
        assert isinstance(entries, forms.MultipleChoiceField)
        entries.choices = near
        if not near:
            del self.fields["entries"]


class VersionForm(Form):
    text = looked_at(
        forms.CharField(label="What you know of it", max_length=2000, widget=forms.Textarea(attrs={"rows": "3"})),
        "timeline",
    )
    said_by = forms.CharField(label="Where is it from?", help_text="A source, or a role.", max_length=200)


class ExplanationForm(Form):
    """Beside a ``VersionForm`` on the same page: their fields have different names."""

    explanation = forms.CharField(
        label="What would make all versions true?",
        help_text="All of them stay on the page, beside this.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
