"""The week a digest is about: it ends on Monday at seven, on the organization's clock. Plain values, no database."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(7)


def last_monday(now: datetime, zone: ZoneInfo) -> datetime:
    """The Monday at seven that is over."""
    there = now.astimezone(zone)
    monday = datetime.combine(there.date() - timedelta(days=there.weekday()), MORNING, zone)
    return monday if monday <= there else monday_before(monday, zone)


def monday_before(monday: datetime, zone: ZoneInfo) -> datetime:
    """By the calendar, so that a change of the clock moves no digest."""
    return datetime.combine(monday.date() - timedelta(days=7), MORNING, zone)
