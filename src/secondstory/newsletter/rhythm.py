"""When the next issue is due. Plain values, no database."""

from __future__ import annotations

from datetime import date, timedelta


def next_after(day: date, *, anchor: date, every_weeks: int) -> date:
    """The first day of the rhythm after ``day``: so many weeks apart, on the weekday of ``anchor``."""
    step = timedelta(weeks=every_weeks)
    if anchor > day:
        return anchor
    return anchor + ((day - anchor) // step + 1) * step
