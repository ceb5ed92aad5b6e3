"""What the steps above show beside a step of the process, as far as whoever looks may read it (config/wiring.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from secondstory.people.audience import Who


@dataclass(frozen=True, slots=True)
class Told:
    """``text`` as somebody said it, and the page it stands on."""

    text: str
    url: str


Source = Callable[[Who], Mapping[str, Sequence[Told]]]
_sources: list[Source] = []


def stands_beside(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def told_beside(user: Who) -> dict[str, list[Told]]:
    """By the key of the step."""
    found: dict[str, list[Told]] = {}
    for source in _sources:
        for stage, told in source(user).items():
            found.setdefault(stage, []).extend(told)
    return found
