"""``{% idea_behind "local-rationality" %}``: a quiet line that leads to the idea behind a page."""

from __future__ import annotations

from typing import Any

from django import template

from secondstory.concepts.cards import cards

register = template.Library()


@register.inclusion_tag("concepts/_idea_behind.html")
def idea_behind(*keys: str) -> dict[str, Any]:
    """One or more cards by their keys. KeyError for one that is not there: a page names none that does not exist."""
    return {"ideas": [cards()[key] for key in keys]}
