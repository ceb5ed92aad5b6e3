"""Which day a time belongs to: written beside it, above it, or concluded from the order."""

from __future__ import annotations

from datetime import date

import pytest

from secondstory.timeline.parse import parse_timeline


def locals_of(text: str, given: date | None = None) -> list[str | None]:
    return [e.local for e in parse_timeline(text, date=given).entries]


@pytest.mark.parametrize(
    "heading",
    [
        "2024-03-01",
        "2024/03/01",
        "1 March 2024",
        "1st March 2024",
        "1st of March 2024",
        "March 1, 2024",
        "March 1st, 2024",
        "Mar 1 2024",
        "01-Mar-2024",
        "Friday, 1 March 2024",
        "Fri 1 Mar 2024",
        "Friday (1 March 2024)",
        "2024-03-01 Friday",
        "01.03.2024",
        "**March 1, 2024**",
        "_2024-03-01_",
        "### March 1, 2024",
        "## 1 March 2024:",
        "- 2024-03-01",
        "2024-03-01 (all times UTC)",
        "Date: 2024-03-01",
        "## Timeline of 2024-03-01",
        "### March 1, 2024 - Queue overload",
        "1 March 2024<br>",
    ],
)
def test_a_date_above_sets_the_day(heading: str) -> None:
    parsed = parse_timeline(f"{heading}\n\n- 14:02 a\n- 14:05 b")
    assert [e.local for e in parsed.entries] == ["2024-03-01T14:02:00", "2024-03-01T14:05:00"]
    assert not parsed.date_needed


@pytest.mark.parametrize(
    "line",
    [
        "2024-03-01 14:02 a",
        "2024-03-01T14:02 a",
        "[2024-03-01 14:02] a",
        "1 March 2024 14:02 - a",
        "1 March 2024, 14:02: a",
        "March 1st, 2024, 2:02 PM: a",
        "March 1, 2024 at 14:02 a",
        "Mar 1, 2024 14:02 a",
        "2024 March 1 14:02 a",
        "2024-Mar-01 14:02 a",
        "1 March 2024 at 2.02pm a",
        "Fri, 01 Mar 2024 14:02 a",
        "01.03.2024 14:02 Uhr a",
        "20240301T1402 a",
        "13/03/2024 14:02 b\n01/03/2024 14:02 a",
        "03/13/2024 14:02 b\n03/01/2024 14:02 a",
        "14:02 on 1 March 2024: a",
        "14:02 (1 March 2024) - a",
        "2:02 PM Friday Mar 1st 2024: a",
        "/timeline a | 2024-03-01 14:02",
    ],
)
def test_a_date_beside_the_time_is_its_day(line: str) -> None:
    assert locals_of(line)[-1] == "2024-03-01T14:02:00"


def test_without_any_date_the_day_is_asked_for() -> None:
    parsed = parse_timeline("14:02 UTC a\n14:05 UTC b")
    assert parsed.date_needed
    assert [e.utc for e in parsed.entries] == [None, None]
    assert "no day" in parsed.warnings[-1]


def test_the_callers_date_is_the_day_of_the_first_line() -> None:
    parsed = parse_timeline("23:50 UTC a\n00:10 UTC b", date=date(2024, 3, 1))
    assert [e.local for e in parsed.entries] == ["2024-03-01T23:50:00", "2024-03-02T00:10:00"]
    assert not parsed.date_needed


def test_the_callers_date_never_overrules_the_text() -> None:
    assert locals_of("2024-03-01 14:02 a", date(2020, 1, 1)) == ["2024-03-01T14:02:00"]


def test_a_clear_step_back_is_the_next_day_and_says_so() -> None:
    entries = parse_timeline("2024-03-01\n22:00 a\n23:55 b\n00:20 c\n09:00 d").entries
    assert [e.local for e in entries] == [
        "2024-03-01T22:00:00", "2024-03-01T23:55:00", "2024-03-02T00:20:00", "2024-03-02T09:00:00",
    ]  # fmt: skip
    assert entries[2].notes == ("The time steps back past midnight; read as the next day.",)
    assert entries[3].notes == ()


def test_a_line_a_little_out_of_order_stays_on_its_day() -> None:
    entries = parse_timeline("2024-03-01\n14:10 a\n14:02 b\n14:20 c").entries
    assert {e.day for e in entries} == {date(2024, 3, 1)}
    assert entries[1].notes == ("This time is earlier than the one above it.",)


def test_under_several_date_headings_only_a_step_over_midnight_is_another_day() -> None:
    text = "1 March 2024\n17:00 a\n09:00 b\n\n2 March 2024\n23:30 c\n00:10 d"
    assert locals_of(text) == [
        "2024-03-01T17:00:00", "2024-03-01T09:00:00", "2024-03-02T23:30:00", "2024-03-03T00:10:00",
    ]  # fmt: skip


def test_a_list_that_runs_backwards_goes_back_over_midnight() -> None:
    parsed = parse_timeline("00:30 d\n23:50 c\n22:10 b\n21:00 a", date=date(2024, 3, 2))
    assert [e.day for e in parsed.entries] == [date(2024, 3, 2), *[date(2024, 3, 1)] * 3]
    assert "newest" in parsed.warnings[-1]


def test_24_00_is_the_start_of_the_next_day() -> None:
    assert locals_of("2024-03-01 24:00 closed") == ["2024-03-02T00:00:00"]


def test_midnight_after_evening_is_the_next_day() -> None:
    assert locals_of("2024-03-01\n23:58 a\nmidnight: b\n00:10 c")[1:] == ["2024-03-02T00:00:00", "2024-03-02T00:10:00"]


def test_on_a_dial_of_twelve_the_order_tells_the_afternoon() -> None:
    entries = parse_timeline("11:50 a\n12:56 b\n1:00 c\n1:28 d\n9:35 e").entries
    assert [e.local for e in entries] == ["11:50:00", "12:56:00", "13:00:00", "13:28:00", "21:35:00"]
    assert "“1:00” is read as 13:00" in entries[2].notes[0]


def test_a_clock_that_counts_to_twenty_four_is_never_shifted() -> None:
    assert [e.local for e in parse_timeline("2024-03-01\n13:10 a\n23:50 b\n1:05 c").entries][2] == "2024-03-02T01:05:00"
    assert locals_of("12:56 a\n01:00 b", date(2024, 3, 1)) == ["2024-03-01T12:56:00", "2024-03-02T01:00:00"]


def test_a_year_is_taken_from_the_other_dates() -> None:
    text = "30 December 2023\n23:00 a\n\n2 January\n09:00 b\n\n5 January\n10:00 c"
    assert locals_of(text) == ["2023-12-30T23:00:00", "2024-01-02T09:00:00", "2024-01-05T10:00:00"]


def test_a_year_is_taken_from_the_head_of_the_table() -> None:
    text = "| Date (2021) | Time | Event |\n|--|--|--|\n| Dec 31 | 23:00 | a |\n| Jan 1 | 01:00 | b |"
    assert locals_of(text) == ["2021-12-31T23:00:00", "2022-01-01T01:00:00"]


def test_a_year_is_taken_from_a_heading_that_is_one() -> None:
    assert locals_of("## 2024\n- March 1 14:02 a") == ["2024-03-01T14:02:00"]


def test_a_year_is_taken_from_a_linked_message_of_that_day() -> None:
    text = "### Tuesday 2 March\nSee https://x.slack.com/archives/C1/p1614686143200300\n\n11:55 a"
    (entry,) = parse_timeline(text).entries
    assert entry.day == date(2021, 3, 2)
    assert entry.notes == ("The year is that of the linked messages.",)


def test_a_year_is_taken_from_the_callers_date() -> None:
    assert locals_of("Dec 30, 14:02 a\nJan 2, 09:00 b", date(2024, 1, 2)) == [
        "2023-12-30T14:02:00",
        "2024-01-02T09:00:00",
    ]


def test_without_a_year_the_month_and_day_are_kept_as_a_hint() -> None:
    parsed = parse_timeline("Dec 17th 14:02 a")
    (entry,) = parsed.entries
    assert (entry.day, entry.day_hint, entry.local) == (None, "--12-17", "14:02:00")
    assert parsed.date_needed
    assert "year" in parsed.warnings[-1]


def test_month_or_day_first_is_decided_by_another_date() -> None:
    assert locals_of("03/04/2024 14:02 a\n03/14/2024 14:02 b")[0] == "2024-03-04T14:02:00"
    assert locals_of("03/04/2024 14:02 a\n14/04/2024 14:02 b")[0] == "2024-04-03T14:02:00"


def test_month_or_day_first_is_decided_by_the_callers_date() -> None:
    assert locals_of("03/04/2024 14:02 a", date(2024, 4, 3)) == ["2024-04-03T14:02:00"]


def test_month_or_day_first_stays_open_where_nothing_decides() -> None:
    parsed = parse_timeline("03/04/2024 14:02 a")
    assert parsed.entries[0].day is None
    assert parsed.date_needed
    assert "month first or the day first" in parsed.warnings[0]


def test_a_day_that_the_calendar_does_not_have_is_noted_and_not_used() -> None:
    (entry,) = parse_timeline("2023-02-29 14:02 a", date=date(2023, 3, 1)).entries
    assert entry.day is None
    assert "no date that can be read" in entry.notes[0]


def test_a_wrong_weekday_is_noted() -> None:
    (entry,) = parse_timeline("Monday, 1 March 2024\n14:02 a").entries
    assert entry.day == date(2024, 3, 1)
    assert "Friday" in entry.notes[0]


def test_weekdays_after_a_date_are_the_next_ones() -> None:
    text = "Monday (4 March 2024)\n09:00 a\n\nTuesday\n10:00 b\n\nFriday\n11:00 c"
    assert locals_of(text) == ["2024-03-04T09:00:00", "2024-03-05T10:00:00", "2024-03-08T11:00:00"]


def test_the_next_day_and_numbered_days_count_on() -> None:
    assert locals_of("1 March 2024\n22:00 a\nNext day:\n09:00 b")[1] == "2024-03-02T09:00:00"
    assert locals_of("Day 1\n09:00 a\nDay 3\n10:00 b", date(2024, 3, 1)) == [
        "2024-03-01T09:00:00",
        "2024-03-03T10:00:00",
    ]


def test_dated_lines_without_a_time_are_entries_of_that_day() -> None:
    text = "- 2024-03-01: kickoff\n- **Tuesday, 5 March 2024**: reviewed\n- March 10th – closed\n2024-03-12 archived"
    entries = parse_timeline(text).entries
    assert [(e.local, e.precision.value) for e in entries[:3]] == [
        ("2024-03-01", "day"), ("2024-03-05", "day"), ("2024-03-10", "day"),
    ]  # fmt: skip


def test_bullets_under_a_date_without_any_time_are_entries_of_that_day() -> None:
    entries = parse_timeline("1 March 2024\n- merged\n- deployed\n\n2 March 2024\nBroken all day.").entries
    assert [(e.local, e.text) for e in entries] == [
        ("2024-03-01", "merged"), ("2024-03-01", "deployed"), ("2024-03-02", "Broken all day."),
    ]  # fmt: skip


def test_a_time_inside_a_line_under_a_date_is_its_time() -> None:
    entries = parse_timeline(
        "1 March 2024\n\nThe change went out at about 17:00.\n\n2 March 2024\nreleased 9:59"
    ).entries
    assert [(e.local, e.approximate) for e in entries] == [
        ("2024-03-01T17:00:00", True),
        ("2024-03-02T09:59:00", False),
    ]


def test_prose_before_the_times_of_a_titled_heading_is_left_over() -> None:
    text = "### March 1, 2024 - Overload\n\nA long story.\n\n**Root causes:**\n\n- Too small\n\n- 14:02 a"
    parsed = parse_timeline(text)
    assert [e.local for e in parsed.entries] == ["2024-03-01T14:02:00"]
    assert "A long story." in [left.raw for left in parsed.leftovers]


def test_a_part_of_the_day_is_an_entry_of_that_day() -> None:
    text = "1 March 2024\n\nMorning: bulk update\n\n14:02 alerts\n\nEvening: switched on again"
    assert locals_of(text) == ["2024-03-01", "2024-03-01T14:02:00", "2024-03-01"]


def test_a_range_of_days_has_an_end() -> None:
    (entry,) = parse_timeline("| When (UTC) | What |\n|--|--|\n| 2023-07-10 to 2023-07-16 | quiet access |").entries
    assert entry.until_day == date(2023, 7, 16)
    assert entry.until_utc is not None
    assert entry.until_utc.isoformat() == "2023-07-17T00:00:00+00:00"


def test_links_to_places_in_the_page_are_no_date_headings() -> None:
    text = "[Saturday 2 March](#saturday-2-march)\n[Monday 4 March](#monday-4-march)\n\n### Saturday 2 March 2024\n\n14:02 a"
    assert locals_of(text) == ["2024-03-02T14:02:00"]


@pytest.mark.parametrize("label", ["Date: 2024-03-01", "**Date**: 2024-03-01", "date: 2024-03-01T05:35:00Z"])
def test_a_date_label_sets_the_day_and_is_no_entry(label: str) -> None:
    parsed = parse_timeline(f"{label}\n\nAuthors: Ana, Bo\n\n14:02 a")
    assert [e.local for e in parsed.entries] == ["2024-03-01T14:02:00"]


def test_words_under_a_label_are_not_told_of_the_day() -> None:
    text = "1 March 2024\n\n**Impact:** none\n\nForty messages were late.\n\n**Timeline:**\n- 14:02 a"
    assert locals_of(text) == ["2024-03-01T14:02:00"]


def test_a_short_date_without_a_time_counts_among_short_dates_with_one() -> None:
    entries = parse_timeline("10/28 13:37 - a\n10/29 02:00 - b\n10/31 – done", date=date(2021, 10, 28)).entries
    assert [e.local for e in entries] == ["2021-10-28T13:37:00", "2021-10-29T02:00:00", "2021-10-31"]
    assert parse_timeline("1/2 - half of it").entries == ()
