"""Tables: any column may hold the time."""

from __future__ import annotations

from datetime import time

import pytest

from secondstory.timeline.parse import ParsedTimeline, Precision, parse_timeline


def rows(text: str) -> list[tuple[str | None, str]]:
    return [(e.local, e.text) for e in parse_timeline(text).entries]


DEPLOY = [("2024-03-01T14:02:00", "deploy"), ("2024-03-01T14:10:00", "calm")]


@pytest.mark.parametrize(
    "table",
    [
        "| Time | Event |\n| --- | --- |\n| 2024-03-01 14:02 | deploy |\n| 2024-03-01 14:10 | calm |",
        "| Time | Event |\n|:--|--:|\n| 2024-03-01 14:02 | deploy\n| 2024-03-01 14:10 | calm",
        "| Event | When |\n| --- | --- |\n| deploy | 1 March 2024, 14:02 |\n| calm | 1 March 2024, 14:10 |",
        "| Day | Date (2024) | Time | Event |\n|--|--|--|--|\n| Fri | Mar 1 | 14:02 | deploy |\n| Fri | Mar 1 | 14:10 | calm |",
        "| Date | Time | Event |\n|--|--|--|\n| 2024-03-01 | 14:02 | deploy |\n| | 14:10 | calm |",
        "| # | Date | Time | Event |\n|--|--|--|--|\n| 1 | 2024-03-01 | 2:02 PM | deploy |\n| 2 | 2024-03-01 | 2:10 PM | calm |",
        "Time | Event\n--- | ---\n2024-03-01 14:02 | deploy\n2024-03-01 14:10 | calm",
        "| **Time** | **Event** |\n|--|--|\n| **2024-03-01 14:02** | deploy |\n| *2024-03-01 14:10* | calm |",
        "||Time||Event||\n|2024-03-01 14:02|deploy|\n|2024-03-01 14:10|calm|",
        "+------------------+--------+\n| Time             | Event  |\n+==================+========+\n"
        "| 2024-03-01 14:02 | deploy |\n+------------------+--------+\n"
        "| 2024-03-01 14:10 | calm   |\n+------------------+--------+",
        "| 2024-03-01 14:02 | deploy |\n| 2024-03-01 14:10 | calm |",
        "| Time | Event |\n|--|--|\n| March 1, 2024 | |\n| 14:02 | deploy |\n| 14:10 | calm |",
        "2024-03-01\t14:02\tdeploy\n2024-03-01\t14:10\tcalm",
        '2024-03-01T14:02:00,"deploy"\n2024-03-01T14:10:00,"calm"',
    ],
)
def test_every_row_is_an_entry(table: str) -> None:
    assert rows(table) == DEPLOY


@pytest.mark.parametrize(
    ("head", "zone"),
    [
        ("Time (UTC)", "UTC"),
        ("Date and Time in CET", "+01:00"),
        ("Time [UTC+2]", "+02:00"),
        ("Time (PT)", "America/Los_Angeles"),
        ("Time (PST/PDT)", "America/Los_Angeles"),
        ("When (Europe/Berlin)", "Europe/Berlin"),
        ("UTC", "UTC"),
    ],
)
def test_the_head_names_the_zone(head: str, zone: str) -> None:
    parsed = parse_timeline(f"| {head} | Event |\n|--|--|\n| 2024-01-10 14:02 | a |")
    assert parsed.zone == parsed.entries[0].zone == zone
    assert not parsed.zone_needed


def test_two_time_columns_give_one_moment() -> None:
    text = (
        "| Time (UTC) | Time (PST/PDT) | Description | Owner |\n|--|--|--|--|\n| 2021-11-05 | | | |\n"
        "| 17:02:11 | 10:02:11 | created | Ana |\n| 17:05:00 | 11:05:00 | joined | Bo |"
    )
    first, second = parse_timeline(text).entries
    assert (first.utc and first.utc.isoformat(), first.actor) == ("2021-11-05T17:02:11+00:00", "Ana")
    assert first.notes == ()
    assert "another moment" in second.notes[0]


def test_start_and_end_columns_are_a_range() -> None:
    (entry,) = parse_timeline("| Start | End | What |\n|--|--|--|\n| 10:00 | 10:30 | switch |").entries
    assert (entry.clock, entry.until_clock, entry.text) == (time(10), time(10, 30), "switch")


def test_a_row_that_holds_only_a_day_sets_it() -> None:
    text = "| Time | Event |\n|--|--|\n| **2024-03-01** | |\n| 14:02 | a |\n| **2024-03-02** | |\n| 09:00 | b |"
    assert rows(text) == [("2024-03-01T14:02:00", "a"), ("2024-03-02T09:00:00", "b")]


def test_a_placeholder_for_the_time_leaves_the_day() -> None:
    text = "| Time | Event |\n|--|--|\n| 2024-03-01 --:-- | a |\n| 2024-03-02 HH:mm | b |\n| 2024-03-02 10:00 | c |"
    entries = parse_timeline(text).entries
    assert [(e.local, e.precision) for e in entries] == [
        ("2024-03-01", Precision.DAY), ("2024-03-02", Precision.DAY), ("2024-03-02T10:00:00", Precision.MINUTE),
    ]  # fmt: skip


def test_a_row_without_day_and_time_is_left_over_and_says_so() -> None:
    parsed = parse_timeline("| Time | Event |\n|--|--|\n| 2024-05-?? ??:?? | somewhen |\n| 2024-06-01 10:00 | c |")
    assert [e.text for e in parsed.entries] == ["c"]
    assert "somewhen" in parsed.leftovers[0].raw
    assert parsed.leftovers[0].note


def test_an_unreadable_date_keeps_the_clock_and_asks_for_the_day() -> None:
    parsed = parse_timeline("All times in UTC.\n\n| Time | Event |\n|--|--|\n| 20204-01-16 12:00 | a |")
    assert parsed.entries[0].local == "12:00:00"
    assert parsed.entries[0].utc is None
    assert parsed.date_needed


def test_more_columns_follow_in_the_text() -> None:
    assert rows("| Time | Event | Phase |\n|--|--|--|\n| 14:02 | alert | detect |") == [("14:02:00", "alert — detect")]


def test_a_cell_that_goes_on_in_the_next_row_is_one_entry() -> None:
    text = "+-------+--------+\n| Time  | Event  |\n+=======+========+\n| 14:02 | alert  |\n|       | again  |\n+-------+--------+"
    assert rows(text) == [("14:02:00", "alert again")]


def test_a_table_without_times_belongs_to_the_entry_above() -> None:
    text = "14:02 versions:\n\nservice | image\n--- | ---\nitems | a1\nsearch | b2\n\n14:10 calm"
    parsed = parse_timeline(text)
    assert [e.clock for e in parsed.entries] == [time(14, 2), time(14, 10)]
    assert "search" in parsed.entries[0].text


def test_the_raw_row_is_exactly_the_row() -> None:
    text = "| Time | Event |\n|--|--|\n| 14:02 | a \\| b |\n"
    parsed: ParsedTimeline = parse_timeline(text)
    assert parsed.entries[0].raw == "| 14:02 | a \\| b |"
