"""Beside what could be better: what was recommended before in the same words (config/wiring.py connects it)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from secondstory.people.models import Person
from secondstory.recommendations.said_before import said_before_each


def better(request: HttpRequest, lines: Sequence[Any]) -> SafeString:
    """For each of a study's lines that has some."""
    if not isinstance(request.user, Person):
        return mark_safe("")
    texts = [line.text for line in lines]
    return mark_safe(  # noqa: S308 - each is safe already
        "".join(
            render_to_string("recommendations/_earlier.html", {"earlier": earlier, "about": text}, request)
            for text, earlier in zip(texts, said_before_each(texts, request.user), strict=True)
            if earlier
        )
    )
