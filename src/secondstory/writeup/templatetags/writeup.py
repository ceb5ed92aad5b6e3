"""What templates need to set a document: ``{% load writeup %}``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import template
from django.http import HttpRequest
from django.template.context import Context

from secondstory.recommendations.asked_too import First, first_of
from secondstory.ui.moments import zone_of
from secondstory.ui.picture import Picture
from secondstory.writeup.blocks import AskedToo, Block, Entry, Timeline, Voices
from secondstory.writeup.document import Document
from secondstory.writeup.own_words import ELSEWHERE, Spoken, own_words
from secondstory.writeup.picture import picture_of

register = template.Library()


@register.filter
def template_of(block: Block) -> str:
    """The partial that sets a block."""
    return f"writeup/blocks/{block.block}.html"


@register.filter
def of(mapping: Mapping[Any, Any] | None, key: object) -> object:
    """``mapping[key]``, or nothing."""
    return mapping.get(key) if mapping else None


@register.simple_tag(takes_context=True)
def spoken(context: Context, block: Voices) -> list[Spoken]:
    """The quotes of a block with their words of now. The page says by ``document`` (or ``page``) what it shows."""
    shown = context.get("document") or getattr(context.get("page"), "document", None)
    if not isinstance(shown, Document):
        return [Spoken(key, missing=ELSEWHERE) for key in block.items]
    told = own_words(shown, block.items)
    return [told[key] for key in block.items]


@register.simple_tag(takes_context=True)
def first_asked(context: Context, block: AskedToo) -> Mapping[UUID, First]:
    """Where each was asked first, as far as whoever looks may know it: nothing in a file, where nobody looks."""
    shown = context.get("document") or getattr(context.get("page"), "document", None)
    request = context.get("request")
    if not isinstance(shown, Document) or not isinstance(request, HttpRequest):
        return {}
    return first_of(shown.study, [one.id for one in block.items], request.user)


@register.filter
def picture(timeline: Timeline) -> Picture | None:
    return picture_of(timeline)


@register.filter
def by_day(timeline: Timeline) -> list[tuple[date, list[Entry]]]:
    """Entries under the day they fall on in the document's zone."""
    zone = zone_of(timeline.zone)
    days: list[tuple[date, list[Entry]]] = []
    for entry in timeline.entries:
        day = entry.when.at.astimezone(zone).date()
        if not days or days[-1][0] != day:
            days.append((day, []))
        days[-1][1].append(entry)
    return days


GLYPHS = {
    "change": "half",
    "clarify": "unknown",
    "disagree": "wrongly",
    "add perspective": "held",
    "thanks": "done",
}


@register.filter
def glyph_of_kind(kind: str) -> str:
    """The shape beside the kind of a comment."""
    return GLYPHS.get(kind, "open")
