"""What stretch of time an entry covers: an instant, its length, or as far as it may reach when told coarsely."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
ABOUT = timedelta(minutes=8)
ONE_SIDED = timedelta(minutes=20)
COARSE = frozenset({"hour", "day", "before", "after"})


class Timed(Protocol):
    @property
    def at(self) -> datetime: ...
    @property
    def until(self) -> datetime | None: ...
    @property
    def precision(self) -> str: ...
    @property
    def approximate(self) -> bool: ...


def is_coarse(told: Timed) -> bool:
    return told.approximate or told.precision in COARSE


def reach(told: Timed) -> tuple[datetime, datetime]:
    """From when to when it may have been. A day is told by its start, an hour by the clock it is near."""
    at, until = told.at, told.until or told.at
    if told.precision == "day":
        return at, until + DAY
    if told.precision == "hour":
        return at - HOUR / 2, until + HOUR / 2
    if told.precision == "before":
        return at - ONE_SIDED, until
    if told.precision == "after":
        return at, until + ONE_SIDED
    around = ABOUT if told.approximate else timedelta()
    return at - around, until + around
