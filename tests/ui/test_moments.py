"""A moment is told in the study's zone and never more precisely than it is known."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.ui.moments import offset, say, zone_of

AT = datetime(2017, 1, 31, 23, 27, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("precision", "approximate", "told"),
    [
        ("second", False, "23:27:08"),
        ("minute", False, "23:27"),
        ("minute", True, "about 23:27"),
        ("hour", False, "about 23:27"),
        ("before", False, "before 23:27"),
        ("after", True, "after 23:27"),
        ("day", False, "31 Jan 2017"),
        ("month", False, "Jan 2017"),
        ("year", True, "about 2017"),
    ],
)
def test_precision_is_said_in_words(precision: str, approximate: bool, told: str) -> None:
    assert say(AT, "UTC", precision, approximate).whole == told


def test_the_studys_zone_decides_hour_and_day() -> None:
    said = say(AT, "Europe/Amsterdam", shape="full")
    assert said.whole == "1 Feb 2017, 00:27 UTC+1"
    assert said.iso == "2017-01-31T23:27:08Z"
    assert (said.zone, said.offset) == ("Europe/Amsterdam", "UTC+1")


def test_offsets_of_half_hours_and_before_utc_are_told() -> None:
    assert offset(AT, zone_of("Asia/Kolkata")) == "UTC+5:30"
    assert offset(AT, zone_of("America/St_Johns")) == "UTC−3:30"
    assert offset(AT, zone_of("UTC")) == "UTC"
    assert offset(AT, zone_of("Europe/Lisbon")) == "UTC+0"


def test_a_range_names_the_second_day_when_it_is_another() -> None:
    assert say(AT, "UTC", until=AT + timedelta(minutes=20)).whole == "23:27 – 23:47"
    assert say(AT, "UTC", until=AT + timedelta(hours=1)).whole == "23:27 – 1 Feb 2017, 00:27"
    assert say(AT, "UTC", "day", until=AT + timedelta(days=1)).whole == "31 Jan 2017 – 1 Feb 2017"


@given(st.integers(min_value=0, max_value=4 * 10**9),
       st.sampled_from(["day", "month", "year"]), st.sampled_from(["clock", "day", "full"]))  # fmt: skip
def test_a_moment_known_to_the_day_never_shows_a_clock_time(second: int, precision: str, shape: str) -> None:
    at = datetime.fromtimestamp(second, UTC)
    assert ":" not in say(at, "Asia/Tokyo", precision, shape=shape).whole
