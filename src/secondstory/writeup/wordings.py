"""The words of a write-up as the wording step takes them: each section's prose under its heading."""

from __future__ import annotations

from collections.abc import Iterable

from secondstory.incidents.models import Retrospective
from secondstory.wording.gate import Part
from secondstory.writeup.models import Section

SURFACE = "writeup"


def parts_of_text(study: Retrospective) -> list[Part]:
    """In reading order (one statement)."""
    return as_parts(Section.objects.filter(writeup__retrospective=study).exclude(text="").in_order())


def as_parts(sections: Iterable[Section]) -> list[Part]:
    return [Part(one.heading, one.text, one.pk) for one in sections if one.text.strip()]
