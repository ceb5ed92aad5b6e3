"""The two hours a year at which a local time is not one moment."""

from __future__ import annotations

from secondstory.timeline.parse import parse_timeline

NEW_YORK = "America/New_York"


def utc(text: str, zone: str = NEW_YORK) -> list[str | None]:
    return [e.utc and e.utc.strftime("%H:%M") for e in parse_timeline(text, zone=zone).entries]


def test_a_time_that_was_skipped_has_no_moment_and_says_so() -> None:
    (entry,) = parse_timeline("2024-03-10 02:30 a", zone=NEW_YORK).entries
    assert entry.utc is None
    assert entry.local == "2024-03-10T02:30:00"
    assert "does not exist" in entry.notes[0]


def test_a_time_that_came_twice_stays_open_and_names_both() -> None:
    (entry,) = parse_timeline("2024-11-03 01:30 a", zone=NEW_YORK).entries
    assert entry.utc is None
    assert "05:30 or 06:30 UTC" in entry.notes[0]


def test_the_lines_around_decide_which_of_the_two_it_was() -> None:
    assert utc("2024-11-03 00:50 a\n2024-11-03 01:30 b\n2024-11-03 02:10 c") == ["04:50", None, "07:10"]
    text = "2024-11-03 00:50 a\n2024-11-03 01:50 EDT b\n2024-11-03 01:30 c\n2024-11-03 02:10 d"
    assert utc(text) == ["04:50", "05:50", "06:30", "07:10"]


def test_a_step_back_inside_the_hour_is_the_clock_set_back() -> None:
    parsed = parse_timeline("2024-11-03\n01:50 a\n01:10 b\n02:05 c", zone=NEW_YORK)
    assert [e.utc and e.utc.strftime("%H:%M") for e in parsed.entries] == ["05:50", "06:10", "07:05"]
    assert "lines around it decide" in parsed.entries[0].notes[0]


def test_an_abbreviation_says_which_of_the_two_it_was() -> None:
    assert utc("2024-11-03 01:30 EDT a\n2024-11-03 01:30 EST b") == ["05:30", "06:30"]


def test_a_day_without_a_midnight_begins_when_it_begins() -> None:
    (entry,) = parse_timeline("2024-04-26: all day", zone="Africa/Cairo").entries
    assert entry.utc is not None
    assert entry.utc.isoformat() == "2024-04-25T22:00:00+00:00"


def test_the_ends_of_the_calendar_are_no_obstacle() -> None:
    for line in ("0001-01-01 00:00 a", "9999-12-31 23:59 a", "1900-01-01 24:00 a", "2099-12-31 24:00 a"):
        assert parse_timeline(line, zone="Pacific/Kiritimati").entries or line.startswith("0001")
