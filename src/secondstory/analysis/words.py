"""What people wrote, as it may be stored: the same for a page, a command, an import."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from secondstory.people.refusals import Refusal
from secondstory.ui.text import tidy_line, unstorable

M = TypeVar("M", bound=models.Model)


def tidied(record: M) -> M:
    """The record with its lines tidied and its choices known, or a Refusal that names the field.

    A text that may not be blank, is longer than its column, cannot be stored, or is none of the choices is refused:
    SQLite would keep any of them.
    """
    for field in record._meta.concrete_fields:
        if not isinstance(field, models.CharField | models.TextField):
            continue
        said = getattr(record, field.name)
        if not isinstance(said, str):
            raise Refusal(f"'{field.name}' takes text.", code="text_needed", field=field.name)
        if sentence := unstorable(said):
            raise Refusal(sentence, code="unstorable", field=field.name)
        text = tidy_line(said) if isinstance(field, models.CharField) else said.strip()
        setattr(record, field.name, text)
        if not text and not field.blank:
            raise Refusal("This is needed before it can be saved.", code="words_needed", field=field.name)
        if field.max_length and len(text) > field.max_length:
            raise Refusal(
                f"This takes at most {field.max_length} characters; there are {len(text)}. Shorten it.",
                code="too_long",
                field=field.name,
            )
        if field.choices and text and text not in (known := [str(value) for value, _ in field.flatchoices]):
            raise Refusal(
                f"'{field.name}' is one of: {', '.join(v for v in known if v)}.",
                code="unknown_choice",
                field=field.name,
            )
    return record
