"""Beside what could be better: what was recommended before in the same words (config/wiring.py connects it)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from secondstory.analysis.models import BetterNote
from secondstory.people.models import Person
from secondstory.recommendations.policies import can_ask_for_study
from secondstory.recommendations.said_before import said_before_each


def better(request: HttpRequest, lines: Sequence[Any]) -> SafeString:
    """For each of a study's lines that has some."""
    if not isinstance(request.user, Person):
        return mark_safe("")
    texts = [line.text for line in lines]
    found = [(text, one) for text, one in zip(texts, said_before_each(texts, request.user), strict=True) if one]
    asking = _asking(lines, request.user) if found else None
    return mark_safe(  # noqa: S308 - each is safe already
        "".join(
            render_to_string(
                "recommendations/_earlier.html", {"earlier": earlier, "about": text, "asking": asking}, request
            )
            for text, earlier in found
        )
    )


def _asking(lines: Sequence[Any], user: Person) -> UUID | None:
    """The study they stand in, if ``user`` may say that it asks for one of these, too."""
    note = BetterNote.objects.filter(pk=lines[0].id).select_related("retrospective").first()
    return note.retrospective_id if note and can_ask_for_study(note.retrospective, user) else None
