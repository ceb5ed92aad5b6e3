"""A gap is shown where it stands out, and said as long as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.timeline.gaps import SHORTEST, gaps, in_words

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Moment:
    at: datetime
    until: datetime | None = None
    precision: str = "minute"
    approximate: bool = False


def at(minutes: int, **fields) -> Moment:
    return Moment(NOON + timedelta(minutes=minutes), **fields)


def says(*line: Moment) -> list[str]:
    return [gap.says for gap in gaps(line).values()]


def test_nothing_and_one_entry_have_no_gap() -> None:
    assert gaps([]) == {}
    assert gaps([at(0)]) == {}


def test_forty_minutes_are_a_gap() -> None:
    assert says(at(0), at(40)) == ["40 minutes without an entry"]


def test_a_few_minutes_are_none() -> None:
    assert says(at(0), at(10), at(29)) == []


def test_it_stands_before_the_entry_that_ends_it() -> None:
    assert list(gaps([at(0), at(5), at(90)])) == [2]


def test_an_entry_that_lasted_fills_it() -> None:
    assert says(at(0, until=NOON + timedelta(minutes=80)), at(90)) == []


def test_a_long_entry_covers_those_within_it() -> None:
    assert says(at(0, until=NOON + timedelta(hours=5)), at(10), at(310)) == []


def test_an_hour_that_is_only_about_makes_the_gap_about() -> None:
    assert says(at(0, precision="hour"), at(240)) == ["about 3 hours 30 minutes without an entry"]


def test_a_day_covers_its_whole_day() -> None:
    assert says(at(0, precision="day"), at(23 * 60)) == []


def test_where_hours_between_entries_are_usual_an_hour_is_no_gap() -> None:
    assert says(*[at(60 * hour) for hour in range(8)]) == []


def test_where_hours_are_usual_a_day_still_is() -> None:
    line = [at(60 * hour) for hour in range(8)] + [at(60 * 40)]
    assert says(*line) == ["33 hours without an entry"]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "1 minute"),
        (59, "59 minutes"),
        (60, "1 hour"),
        (95, "1 hour 35 minutes"),
        (121, "2 hours 1 minute"),
        (18 * 60 + 20, "18 hours"),
        (48 * 60, "2 days"),
        (24 * 60 * 30, "30 days"),
    ],
)
def test_it_is_said_as_one_would_say_it(minutes: int, words: str) -> None:
    assert in_words(timedelta(minutes=minutes)) == words


@given(st.lists(st.integers(0, 5000), max_size=40))
def test_every_gap_is_empty_and_long_enough(minutes: list[int]) -> None:
    line = [at(minute) for minute in sorted(minutes)]
    for gap in gaps(line).values():
        assert gap.until - gap.since >= SHORTEST
        assert not [moment for moment in line if gap.since < moment.at < gap.until]
