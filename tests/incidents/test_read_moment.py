"""A moment as a person types it: read when it has one reading, asked about when it has none or two."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.incidents.moments import Moment, NoSuchMoment, UnknownZone, known_zone, read_moment


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("typed", "zone", "expected"),
    [
        ("2017-01-31 23:27", "UTC", Moment(utc(2017, 1, 31, 23, 27), "minute")),
        ("2017-01-31T23:27", "UTC", Moment(utc(2017, 1, 31, 23, 27), "minute")),
        ("2017-01-31 23:27:05", "UTC", Moment(utc(2017, 1, 31, 23, 27, 5), "second")),
        ("2017-01-31T23:27:05.123Z", "Europe/Berlin", Moment(utc(2017, 1, 31, 23, 27, 5), "second")),
        ("2017-01-31 23:27", "Europe/Amsterdam", Moment(utc(2017, 1, 31, 22, 27), "minute")),
        ("2017-07-31 23:27", "Europe/Amsterdam", Moment(utc(2017, 7, 31, 21, 27), "minute")),
        ("2017-01-31 23:27 +01:00", "America/New_York", Moment(utc(2017, 1, 31, 22, 27), "minute")),
        ("2017-01-31 23:27 UTC-5", "UTC", Moment(utc(2017, 2, 1, 4, 27), "minute")),
        ("2017-01-31 23:27 Asia/Tokyo", "UTC", Moment(utc(2017, 1, 31, 14, 27), "minute")),
        ("31 Jan 2017 11:27 pm", "UTC", Moment(utc(2017, 1, 31, 23, 27), "minute")),
        ("January 31st, 2017 at 23.27", "UTC", Moment(utc(2017, 1, 31, 23, 27), "minute")),
        ("31 January 2017, 12:05 am", "UTC", Moment(utc(2017, 1, 31, 0, 5), "minute")),
        ("2017-01-31", "UTC", Moment(utc(2017, 1, 31), "day")),
        ("2017-01-31", "Asia/Tokyo", Moment(utc(2017, 1, 30, 15), "day")),
        ("about 2017-01-31 14:00", "UTC", Moment(utc(2017, 1, 31, 14), "hour")),
        ("2017-01-31 ~14:00", "UTC", Moment(utc(2017, 1, 31, 14), "hour")),
        ("2017-01-31 14h", "UTC", Moment(utc(2017, 1, 31, 14), "hour")),
        ("2017-01-31 2 pm", "UTC", Moment(utc(2017, 1, 31, 14), "hour")),
        ("about 2017-01-31 14:07", "UTC", Moment(utc(2017, 1, 31, 14, 7), "minute", approximate=True)),
        ("before 2017-01-31 14:07", "UTC", Moment(utc(2017, 1, 31, 14, 7), "before")),
        ("after 2017-01-31", "UTC", Moment(utc(2017, 1, 31), "after")),
        ("  2017-01-31   23:27  ", "UTC", Moment(utc(2017, 1, 31, 23, 27), "minute")),
    ],
)
def test_it_reads_what_people_write(typed, zone, expected):
    assert read_moment(typed, zone) == expected


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2017-02-30 10:00", "The calendar has no 2017-02-30"),
        ("2017-13-01", "The calendar has no 2017-13-01"),
        ("2017-01-31 25:00", "No clock shows 25:00"),
        ("2017-01-31 14:61", "No clock shows 14:61"),
        ("2017-01-31 13:00 pm", "from 1 to 12"),
        ("02/03/2017 10:00", "two ways"),
        ("14:07", "Which day"),
        ("0001-01-01 00:00", "out of reach"),
        ("9999-12-31 23:59", "out of reach"),
        ("soon", "such as 2017-01-31 23:27"),
        ("", "such as 2017-01-31 23:27"),
        ("2017-01-31 14", "such as 2017-01-31 23:27"),
        ("2017-01-31 23:27 Mars/Olympus", "such as 2017-01-31 23:27"),
        ("2017-01-31 23:27\x00", "such as 2017-01-31 23:27"),
        ("2" * 1_000_000, "at most 80"),
    ],
)
def test_it_says_what_to_write_instead(typed, says):
    with pytest.raises(NoSuchMoment, match=says):
        read_moment(typed, "UTC")


def test_an_hour_the_clocks_skipped_is_told_so():
    with pytest.raises(NoSuchMoment, match=r"Europe/Berlin skipped 2021-03-28 02:30"):
        read_moment("2021-03-28 02:30", "Europe/Berlin")


def test_an_hour_that_came_twice_is_asked_about():
    with pytest.raises(NoSuchMoment, match=r"twice.*\+02:00 or \+01:00"):
        read_moment("2021-10-31 02:30", "Europe/Berlin")
    assert read_moment("2021-10-31 02:30 +01:00", "Europe/Berlin").at == utc(2021, 10, 31, 1, 30)


def test_a_day_that_begins_with_a_skipped_midnight_is_still_a_day():
    assert read_moment("2018-11-04", "America/Sao_Paulo").precision == "day"


def test_a_bare_time_belongs_to_today_when_there_is_one():
    assert read_moment("14:07", "UTC", today=date(2026, 3, 2)).at == utc(2026, 3, 2, 14, 7)
    assert read_moment("yesterday 14:07", "UTC", today=date(2026, 3, 2)).at == utc(2026, 3, 1, 14, 7)


@pytest.mark.parametrize("name", ["Europe/Atlantis", "", "../etc/passwd", "localtime", "CEST", "\x00", "\ud800"])
def test_a_zone_nobody_knows_is_not_known(name):
    assert not known_zone(name)
    with pytest.raises(UnknownZone, match="Europe/Berlin"):
        read_moment("2017-01-31 10:00", name)


def test_what_is_told_coarser_is_never_told_sharper():
    assert read_moment("about 2017-01-31 14:07", "UTC").shown_precision == "hour"


@given(st.text(max_size=60), st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kolkata"]))
def test_any_text_is_read_or_answered_with_a_sentence(typed, zone):
    try:
        answer = str(read_moment(typed, zone).at)
    except NoSuchMoment as refused:
        answer = refused.sentence
    assert answer.endswith(("+00:00", "."))


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001
def test_what_we_print_we_read_again(at):
    at = at.replace(tzinfo=UTC, microsecond=0)
    assert read_moment(at.strftime("%Y-%m-%d %H:%M:%SZ"), "Asia/Kolkata").at == at
