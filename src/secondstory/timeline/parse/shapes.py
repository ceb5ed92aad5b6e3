"""What the timeline parser returns: plain values, no database, no Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class Precision(StrEnum):
    """How sharply a moment is known. Stored as is; the names are part of the export format."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """One understood line (or table row, or paragraph with its continuation lines).

    ``offset`` and ``length`` are code points into the text that was given, and cover everything
    the entry was made from; ``raw`` is exactly that slice.

    ``clock`` is the local time of day as written (None when the text gives only a day);
    ``day`` the local date once known (written on the line, by a heading above it, by midnight
    roll-over, or by the ``date`` argument), else None. ``utc`` is set only when day, clock (or a
    day precision) and zone are all known; it is never guessed.
    """

    offset: int
    length: int
    raw: str
    text: str
    precision: Precision
    approximate: bool = False
    clock: time | None = None
    day: date | None = None
    zone: str | None = None
    utc: datetime | None = None
    until_clock: time | None = None
    until_day: date | None = None
    until_utc: datetime | None = None
    actor: str | None = None
    links: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    day_hint: str | None = None
    """``--12-17``: the text names month and day of the entry but no year, and nobody else did."""

    @property
    def local(self) -> str | None:
        """``2019-11-29T12:00:00``, or ``12:00:00`` while the day is unknown, or ``2019-11-29``."""
        if self.day and self.clock:
            return datetime.combine(self.day, self.clock).isoformat()
        if self.clock:
            return self.clock.isoformat()
        return self.day.isoformat() if self.day else None


@dataclass(frozen=True, slots=True)
class Leftover:
    """Text between entries that was not understood as one: shown, so that nothing silently vanishes."""

    offset: int
    length: int
    raw: str
    note: str = ""
    """Why, where there is something to say: ``The minute is not known.``"""


@dataclass(frozen=True, slots=True)
class Context:
    """Text that is no entry but was used: a date heading, "All times in UTC", a table's head."""

    offset: int
    length: int
    raw: str
    says: str = ""
    """What it settled: ``2021-01-05``, ``UTC``, or nothing for a rule or a table's head."""


@dataclass(frozen=True, slots=True)
class ParsedTimeline:
    """Everything understood in one pasted text.

    ``zone`` is the one zone the text itself (or the caller) named for the whole, as an IANA key or
    a fixed offset such as ``+02:00``; ``zone_needed`` says that times exist whose zone nobody named.
    ``date_needed`` says the same of the day. ``warnings`` are sentences for a person.

    Entries stand in the order of the text. Entries, leftovers and contexts never overlap, and
    together they hold every line that has a word in it.
    """

    entries: tuple[ParsedEntry, ...]
    leftovers: tuple[Leftover, ...]
    zone: str | None
    zone_needed: bool
    date_needed: bool
    warnings: tuple[str, ...] = ()
    contexts: tuple[Context, ...] = ()
