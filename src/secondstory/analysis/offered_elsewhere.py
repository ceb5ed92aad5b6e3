"""What somebody offered in a step above, for their own list of it (connected in config/wiring.py)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from secondstory.people.models import Person


@dataclass(frozen=True, slots=True)
class Offered:
    """``where`` and ``url`` are empty where they no longer read what it stands on; ``removal`` takes it back."""

    about: str
    where: str
    url: str
    removal: str


Source = Callable[[Person], list[Offered]]
_sources: list[Source] = []


def also_offered(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def offered_elsewhere(person: Person) -> list[Offered]:
    return [one for source in _sources for one in source(person)]
