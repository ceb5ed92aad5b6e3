"""Days are headings over one line; a zone moves the headings and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from secondstory.timeline.days import days

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ZONES = ["UTC", "Asia/Tokyo", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"]


@dataclass(frozen=True)
class Moment:
    at: datetime
    until: datetime | None = None
    precision: str = "minute"
    approximate: bool = False


def test_midnight_is_the_zones_own() -> None:
    line = [Moment(NOON), Moment(NOON + timedelta(hours=4))]
    assert [day.date for day in days(line, "UTC")] == [date(2026, 3, 2)]
    assert [day.date for day in days(line, "Asia/Tokyo")] == [date(2026, 3, 2), date(2026, 3, 3)]


def test_a_gap_over_midnight_stands_on_the_day_it_ends() -> None:
    found = days([Moment(NOON), Moment(NOON + timedelta(hours=20))], "UTC")
    assert [row.gap.says for row in found[1].rows if row.gap] == ["20 hours without an entry"]


@given(st.lists(st.integers(0, 10_000)), st.sampled_from(ZONES))
def test_no_zone_changes_what_follows_what(minutes: list[int], zone: str) -> None:
    line = [Moment(NOON + timedelta(minutes=minute)) for minute in sorted(minutes)]
    found = days(line, zone)
    assert [row.entry for day in found for row in day.rows] == line
    assert all(one.date < other.date for one, other in pairwise(found))
