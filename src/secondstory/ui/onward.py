"""Where the packages above lead on to from a page of one below, as far as whoever looks may know it (config/wiring.py)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from secondstory.people.models import Person


@dataclass(frozen=True, slots=True)
class Onward:
    """``kind`` says in a word or two what it is, ``text`` is the link, ``more`` a few quiet words after it."""

    kind: str
    text: str
    url: str
    more: str = ""


Source = Callable[[object, Person], list[Onward]]
_sources: dict[str, list[Source]] = {}


def leads_on_from(thing: str, source: Source) -> None:
    """``thing`` is a word for a kind of page ('publication'); ``source`` is given its key and who looks."""
    known = _sources.setdefault(thing, [])
    if source not in known:
        known.append(source)


def onward(thing: str, key: object, user: Person | AnonymousUser | None) -> list[Onward]:
    """For those of the house: what stands there is no page's own and is not shown outside."""
    if not isinstance(user, Person) or not user.as_reader.is_member:
        return []
    return [one for source in _sources.get(thing, ()) for one in source(key, user)]
