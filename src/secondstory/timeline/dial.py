"""The clock of a replay: the day it stands in, from the hour something was first known to midnight. Plain values.

Where it ends follows from the moment alone, so that the length of the slider tells nothing of what came after.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from secondstory.ui import moments

FIRST, LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2199, 12, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Dial:
    """``starts`` and ``ends`` are seconds of the epoch; ``typed`` is what a field for day and time shows."""

    at: datetime
    zone: str
    starts: int
    ends: int

    @property
    def local(self) -> datetime:
        return self.at.astimezone(ZoneInfo(self.zone))

    @property
    def clock(self) -> str:
        return self.local.strftime("%H:%M:%S" if self.at.second else "%H:%M")

    @property
    def day(self) -> str:
        return moments.day(self.local.date(), weekday=True)

    @property
    def offset(self) -> str:
        told = moments.offset(self.at, ZoneInfo(self.zone))
        return self.zone if told == self.zone else f"{self.zone}, {told}"

    @property
    def iso(self) -> str:
        return self.at.astimezone(UTC).isoformat().replace("+00:00", "Z")

    @property
    def typed(self) -> str:
        return self.local.strftime("%Y-%m-%dT%H:%M:%S" if self.at.second else "%Y-%m-%dT%H:%M")

    @property
    def value(self) -> int:
        return int(self.at.timestamp())

    @property
    def seconds(self) -> str:
        """With the fraction, as lines tell since when they were known."""
        return repr(self.at.timestamp())

    @property
    def begins(self) -> str:
        return datetime.fromtimestamp(self.starts, ZoneInfo(self.zone)).strftime("%H:%M")


def dial(at: datetime, zone: str, first: datetime | None = None) -> Dial:
    """The clock at this moment. ``first`` is the first thing known; where that was the same day, the slider begins
    with its hour."""
    where = ZoneInfo(zone)
    today = at.astimezone(where).date()
    starts = datetime.combine(today, time(), where).astimezone(UTC)
    ends = datetime.combine(today + timedelta(days=1), time(), where).astimezone(UTC)
    if first and starts <= first <= at:
        starts += (first - starts) // timedelta(hours=1) * timedelta(hours=1)
    return Dial(at, zone, int(starts.timestamp()), int(ends.timestamp()))


def read_at(text: str, zone: str) -> datetime | None:
    """A moment of an address: with its zone, or as the study's clocks showed it. None where it is none."""
    try:
        at = datetime.fromisoformat(text)
        at = (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if FIRST <= at <= LAST else None
