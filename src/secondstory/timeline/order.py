"""The total order of a timeline (invariant 9): the instant, then the tie, then the id. Plain values, no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

T = TypeVar("T")


class Ordered(Protocol):
    @property
    def at(self) -> datetime: ...
    @property
    def tie(self) -> int: ...
    @property
    def id(self) -> UUID: ...


def key(entry: Ordered) -> tuple[datetime, int, UUID]:
    """No zone in it, so that no choice of zone can change what comes first."""
    return entry.at, entry.tie, entry.id


def next_tie(ties: Iterable[int]) -> int:
    """The tie of a newcomer: after all that stand at the same instant."""
    return max(ties, default=-1) + 1


def moved(line: Sequence[T], one: T, to: int) -> list[T]:
    """The line with ``one`` at place ``to`` (the nearest place there is); everybody else keeps their order."""
    rest = [other for other in line if other != one]
    place = min(max(to, 0), len(rest))
    return [*rest[:place], one, *rest[place:]]
