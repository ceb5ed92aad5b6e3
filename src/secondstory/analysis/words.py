"""What people wrote, as it may be stored: the same for a page, a command, an import."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from secondstory.incidents.words import line, prose
from secondstory.people.refusals import Refusal

M = TypeVar("M", bound=models.Model)
NEEDED = "This is needed before it can be saved."


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
        tidy = line if isinstance(field, models.CharField) else prose
        empty = "" if field.blank else NEEDED
        text = tidy(said, most=field.max_length or 200_000, field=field.name, empty=empty)
        setattr(record, field.name, text)
        if field.choices and text and text not in (known := [str(value) for value, _ in field.flatchoices]):
            raise Refusal(
                f"'{field.name}' is one of: {', '.join(v for v in known if v)}.",
                code="unknown_choice",
                field=field.name,
            )
    return record
