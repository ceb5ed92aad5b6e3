"""Stretches of a timeline in which nobody wrote anything, where they are long enough to be worth asking about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from secondstory.timeline.reach import Timed, is_coarse, reach

SHORTEST = timedelta(minutes=30)
# A gap stands out against the usual distance of this timeline: entries an hour apart leave no gap of an hour.
TIMES_THE_USUAL = 3
ENOUGH_TO_KNOW_THE_USUAL = 4


@dataclass(frozen=True, slots=True)
class Gap:
    """Nothing is told between the two moments. ``about``: a neighbor is only coarsely known."""

    since: datetime
    until: datetime
    about: bool = False

    @property
    def says(self) -> str:
        return f"{'about ' if self.about else ''}{in_words(self.until - self.since)} without an entry"


def gaps(line: Sequence[Timed]) -> dict[int, Gap]:
    """The gaps of entries that stand in order, by the place of the entry that ends each."""
    found: dict[int, Gap] = {}
    if not line:
        return found
    covered, coarse = reach(line[0])[1], is_coarse(line[0])
    for place, told in enumerate(line[1:], start=1):
        starts, ends = reach(told)
        if starts > covered:
            found[place] = Gap(covered, starts, about=coarse or is_coarse(told))
        if ends >= covered:
            covered, coarse = ends, is_coarse(told)
    lengths = [(gap.until - gap.since).total_seconds() for gap in found.values()]
    least = SHORTEST
    if len(lengths) >= ENOUGH_TO_KNOW_THE_USUAL:
        least = max(least, timedelta(seconds=TIMES_THE_USUAL * median(lengths)))
    return {place: gap for place, gap in found.items() if gap.until - gap.since >= least}


def in_words(length: timedelta) -> str:
    """As long as it is at least, in the units one would say: 40 minutes, 2 hours 15 minutes, 18 hours, 3 days."""
    minutes = int(length.total_seconds()) // 60
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return _some(minutes, "minute")
    if hours < 4 and rest:
        return f"{_some(hours, 'hour')} {_some(rest, 'minute')}"
    if hours < 48:
        return _some(hours, "hour")
    return _some(hours // 24, "day")


def _some(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
