"""Understanding a timeline that was pasted or imported: text in, entries out. No database, no Django.

``parse_timeline`` never raises on any text, loses nothing (what is no entry is given back as a
leftover or a context), and never guesses: a zone or a date that neither the text nor the caller
names stays open, and the result says that it is needed.
"""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - the parameter is called date

from .drafts import sketch_of
from .finish import finish
from .links import permalink_moments
from .order import place
from .shapes import Context, Leftover, ParsedEntry, ParsedTimeline, Precision
from .years import resolve_days
from .zones import UnknownZone, ZoneReading, resolve_zone, tz_of, zone_named

__all__ = [
    "Context",
    "Leftover",
    "ParsedEntry",
    "ParsedTimeline",
    "Precision",
    "UnknownZone",
    "ZoneReading",
    "parse_timeline",
    "resolve_zone",
    "tz_of",
    "zone_named",
]


def parse_timeline(text: str, *, zone: str | None = None, date: Date | None = None) -> ParsedTimeline:
    """What a text tells about when things happened.

    ``zone`` and ``date`` answer what the text leaves open, and never overrule what it says: ``zone``
    is for times without one (or with an abbreviation of several meanings), ``date`` is the day of the
    first line that names none. Give the heading above a section too when there is one; "Timeline (UTC)"
    says something.

    Raises ``UnknownZone`` when ``zone`` names no zone or several.
    """
    caller = zone_named(zone) if zone else None
    sketch = sketch_of(text)
    if not sketch.drafts and ("```" in text or "~~~" in text):
        sketch = sketch_of(text, fences=False)
    warnings = resolve_days(sketch.days, date, permalink_moments(text))
    placed = place(sketch.drafts, date, sketch.headings)
    return finish(text, sketch, placed, caller, warnings)
