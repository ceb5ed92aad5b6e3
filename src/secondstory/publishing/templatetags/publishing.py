"""`{% load publishing %}`: marked words."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from secondstory.search.marks import Piece

register = template.Library()


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """The pieces as text, the words that were asked for in `<mark>`."""
    told = (f"<mark>{escape(piece.text)}</mark>" if piece.hit else escape(piece.text) for piece in pieces)
    return mark_safe("".join(told))  # noqa: S308 - each piece is escaped
