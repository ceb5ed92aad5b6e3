"""From a local time to the moment it names, and the two hours a year in which that is not one to one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timezone
from enum import Enum

from .zones import tz_of


class Fit(Enum):
    """How a local time fits the zone's clock."""

    ONCE = "once"
    TWICE = "twice"
    NEVER = "never"
    OUT_OF_RANGE = "out of range"


def moments_of(day: date, clock: time, zone: str) -> tuple[Fit, tuple[datetime, ...]]:
    """The moments at which the zone's clock shows this: one, two when it is set back, none when skipped."""
    tz = tz_of(zone)
    local = datetime.combine(day, clock)
    try:
        if isinstance(tz, timezone):
            return Fit.ONCE, (local.replace(tzinfo=tz).astimezone(UTC),)
        found = {local.replace(tzinfo=tz, fold=fold).astimezone(UTC) for fold in (0, 1)}
        real = tuple(sorted(m for m in found if m.astimezone(tz).replace(tzinfo=None, fold=0) == local.replace(fold=0)))
    except (OverflowError, ValueError):
        return Fit.OUT_OF_RANGE, ()
    return (Fit.NEVER, Fit.ONCE, Fit.TWICE)[len(real)], real


def start_of_day(day: date, zone: str) -> datetime | None:
    """The first moment of a day: not always midnight, where clocks skip it."""
    for quarter in range(13):
        fit, found = moments_of(day, time(quarter // 4, quarter % 4 * 15), zone)
        if fit is Fit.OUT_OF_RANGE:
            return None
        if found:
            return found[0]
    return None
