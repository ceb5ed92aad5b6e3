"""What the steps above show on a service's page, as far as whoever looks may read it (config/wiring.py)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from secondstory.people.audience import Who
from secondstory.people.models import Service


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` as somebody said it, ``by`` whom, and the page it is about."""

    text: str
    by: str
    url: str
    where: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    heading: str
    lines: list[Line]


Source = Callable[[Service, Who], list[Shelf]]
_sources: list[Source] = []


def stands_beside(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def shelves_of(service: Service, user: Who) -> list[Shelf]:
    """Those with something on them."""
    return [shelf for source in _sources for shelf in source(service, user) if shelf.lines]
