"""What this installation allows its checker to ask (settings), as values the plain code takes."""

from __future__ import annotations

from django.conf import settings

from secondstory.evidence.outside.addresses import NotAsked, Rules
from secondstory.evidence.outside.fetch import Fetched, fetch


def rules() -> Rules:
    return Rules(inside=frozenset(settings.INSIDE_HOSTS))


def is_on() -> bool:
    return bool(settings.LINK_CHECKER)


def ask(url: str, *, most: int, seconds: float) -> Fetched:
    """``fetch`` with this installation's rules. NotAsked when it fetches nothing at all."""
    if not is_on():
        raise NotAsked("This installation asks no addresses outside. Keep the words that matter, or attach a file.")
    return fetch(url, rules=rules(), most=most, seconds=seconds)
