"""The entries by day of the study's zone, with the gaps between them in their place. Plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from secondstory.timeline.gaps import Gap, gaps
from secondstory.timeline.reach import Timed

T = TypeVar("T", bound=Timed)


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """An entry, and the gap that ends with it."""

    entry: T
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class Day(Generic[T]):
    date: date
    rows: list[Row[T]] = field(default_factory=list)


def days(line: Sequence[T], zone: str) -> list[Day[T]]:
    """``line`` stands in order and stays so: a zone only decides where one day's heading ends."""
    where = ZoneInfo(zone)
    between = gaps(line)
    found: list[Day[T]] = []
    for place, entry in enumerate(line):
        today = entry.at.astimezone(where).date()
        if not found or found[-1].date != today:
            found.append(Day(today))
        found[-1].rows.append(Row(entry, between.get(place)))
    return found
