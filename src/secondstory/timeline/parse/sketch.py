"""What reading a text line by line gives, before days and zones are settled."""

from __future__ import annotations

from dataclasses import dataclass, field

from .days import Day
from .lead import Lead
from .zones import ZoneReading


@dataclass(slots=True)
class Draft:
    """An entry before its day, zone and half of the day are settled.

    ``day`` is what the text gives for this entry itself; ``heading`` the day heading it is the
    first under. ``spans`` are the pieces its text is made of.
    """

    start: int
    end: int
    lead: Lead
    spans: list[tuple[int, int]]
    listed: bool = False
    indent: int = 0
    heading: Day | None = None
    zone: ZoneReading | None = None
    half: str | None = None
    actor: str | None = None
    in_table: bool = False
    cells: int = 0


@dataclass(slots=True)
class Used:
    """A stretch that is no entry but said something."""

    start: int
    end: int
    says: str = ""


@dataclass(slots=True)
class Sketch:
    """All that was found, in the order of the text."""

    drafts: list[Draft] = field(default_factory=list)
    used: list[Used] = field(default_factory=list)
    remarks: dict[int, str] = field(default_factory=dict)  # start of a line left over → why
    days: list[Day] = field(default_factory=list)  # every mention, headings included
    stated: list[tuple[int, ZoneReading]] = field(default_factory=list)
    mixed_zones: list[str] = field(default_factory=list)
    headings: int = 0
    approximate: bool = False
    base: Draft | None = None
