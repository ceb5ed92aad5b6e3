"""One entry a line: the many ways a line begins with its time."""

from __future__ import annotations

from datetime import time

import pytest

from secondstory.timeline.parse import ParsedEntry, Precision, parse_timeline


def only(text: str) -> ParsedEntry:
    (entry,) = parse_timeline(text).entries
    return entry


def clocks(text: str) -> list[str]:
    return [f"{e.clock:%H:%M:%S}".removesuffix(":00") if e.clock else "-" for e in parse_timeline(text).entries]


@pytest.mark.parametrize(
    "line",
    [
        "14:02 Pager goes off",
        "- 14:02 Pager goes off",
        "* [14:02] Pager goes off",
        "1. 14:02 - Pager goes off",
        "- **14:02** Pager goes off",
        "- **14:02** - Pager goes off",
        "**14:02:** Pager goes off",
        "**14:02 Pager goes off**",
        "_14:02_ – Pager goes off",
        "`14:02` — Pager goes off",
        "> 14:02 Pager goes off",
        "(14:02) Pager goes off",
        "14:02: Pager goes off",
        "14:02, Pager goes off",
        "14:02 | Pager goes off",
        "14:02\tPager goes off",
        "14:02 → Pager goes off",
        "14:02—Pager goes off",
        "14:02\nPager goes off",
        "14:02\n: Pager goes off",
        "14: 02 Pager goes off",
        "2:02 pm Pager goes off",
        "2:02PM - Pager goes off",
        "02:02 p.m. Pager goes off",
        "14:02 PM Pager goes off",
        "2.02 pm Pager goes off",
        "14h02 Pager goes off",
        "14:02 hrs: Pager goes off",
        "14:02 Uhr Pager goes off",
        "1402Z Pager goes off",
        "[14:02](https://chat.example/m/1) Pager goes off",
        "- [ ] 14:02 Pager goes off",
        "\\- 14:02 Pager goes off",
        "🔥 14:02 Pager goes off",
        ":fire: **14:02** Pager goes off",
        "Time: 14:02 - Pager goes off",
        "[#3] 14:02 Pager goes off",
        "\u200f14:02 Pager goes off",
        "2:02\u202fPM Pager goes off",
        "### 14:02 Pager goes off",
        "14:02<br>Pager goes off",
        "Pager goes off: 14:02",
        "Pager goes off (14:02)",
        "Pager goes off at 14:02",
    ],
)
def test_the_time_and_the_words_are_told_apart(line: str) -> None:
    entry = only(line)
    assert entry.clock == time(14, 2)
    assert entry.text == "Pager goes off"
    assert entry.precision is Precision.MINUTE
    assert not entry.approximate


@pytest.mark.parametrize(
    ("line", "clock", "precision"),
    [
        ("3pm - switched over", time(15), Precision.HOUR),
        ("12 AM reset", time(0), Precision.HOUR),
        ("noon: everybody eats", time(12), Precision.HOUR),
        ("14h départ", time(14), Precision.HOUR),
        ("14:?? restarted", time(14), Precision.HOUR),
        ("14:XX restarted", time(14), Precision.HOUR),
        ("14:02:33 boot", time(14, 2, 33), Precision.SECOND),
        ("14:02:33.250 boot", time(14, 2, 33, 250000), Precision.SECOND),
        ("14.02.33 boot", time(14, 2, 33), Precision.SECOND),
        ("before 14:30 quiet", time(14, 30), Precision.BEFORE),
        ("By 14:30, traffic was back", time(14, 30), Precision.BEFORE),
        ("after 2pm louder", time(14), Precision.AFTER),
    ],
)
def test_the_precision_is_as_written(line: str, clock: time, precision: Precision) -> None:
    entry = only(line)
    assert (entry.clock, entry.precision) == (clock, precision)


@pytest.mark.parametrize(
    "line",
    [
        "~14:00 load rises",
        "≈ 14:00 load rises",
        "±14:00 load rises",
        "c. 14:00 load rises",
        "ca. 14:00 load rises",
        "about 14:00 load rises",
        "Around 14:00, load rises",
        "approx. 14:00 load rises",
        "14:00ish: load rises",
        "14:00-ish load rises",
        "14:00 (approx.) load rises",
        "14:00? load rises",
        "14:00~ load rises",
        "14:00 UTC (approx) load rises",
        "shortly after 14:00 load rises",
    ],
)
def test_about_is_kept_as_approximate(line: str) -> None:
    entry = only(line)
    assert entry.approximate
    assert entry.clock == time(14, 0)
    assert entry.text == "load rises"


def test_a_sentence_about_all_times_makes_all_approximate() -> None:
    entries = parse_timeline("All times are approximate.\n\n- 14:02 a\n- 14:05 b").entries
    assert [e.approximate for e in entries] == [True, True]


def test_dot_times_are_times_where_the_text_uses_them() -> None:
    assert clocks("11.57 deployed\n12.03 rolled back\n9.07 merged") == ["11:57", "12:03", "09:07"]


@pytest.mark.parametrize(
    "text",
    [
        "1.12.3 released\n2.10.1 released",
        "1.10 release notes\n1.11 release notes",
        "2.30 seconds of silence\n2.50 seconds more",
        "5.50% of requests\n12.10% of requests",
        "10.20.30.40 is the host",
        "3:2 was the ratio",
        "2020 was a year\n2021 was one too\n2022 as well",
        "The 14 nodes came back",
        "May the servers rest",
        "200 OK\n404 not found",
        "Sun: the company\nWed: a verb",
        "See https://chat.example/archives/C1",
        "1:30 hours later it was over",
    ],
)
def test_numbers_that_are_no_times_are_left_over(text: str) -> None:
    parsed = parse_timeline(text)
    assert parsed.entries == ()
    assert parsed.leftovers


def test_times_without_a_colon_are_read_where_all_lines_have_them() -> None:
    assert clocks("0830 first alert\n0842 paged\n0910 calm") == ["08:30", "08:42", "09:10"]


@pytest.mark.parametrize(
    "line", ["14:02 - 14:30 switch", "14:02–14:30 switch", "14:02 to 14:30: switch", "2:02-2:30 PM switch",
             "Between 14:02 and 14:30 switch", "from 14:02 until 14:30 switch", "14:02~14:30 - switch",
             "14:02 → 14:30 switch"],
)  # fmt: skip
def test_a_range_has_an_end(line: str) -> None:
    entry = only(line)
    assert (entry.clock, entry.until_clock, entry.text) == (time(14, 2), time(14, 30), "switch")


def test_a_range_past_midnight_ends_on_the_next_day() -> None:
    (entry,) = parse_timeline("2024-03-01 23:50 - 00:20 UTC night work").entries
    assert entry.until_utc is not None
    assert entry.until_utc.isoformat() == "2024-03-02T00:20:00+00:00"


def test_a_range_whose_end_is_unknown_keeps_its_start() -> None:
    entry = only("14:02-14:?? switch")
    assert entry.until_clock is None
    assert "14:??" in entry.notes[0]


def test_an_end_before_the_start_is_left_out_with_a_note() -> None:
    entry = only("14:02-13:50 switch")
    assert entry.until_clock is None
    assert any("before the start" in note for note in entry.notes)


def test_lines_below_belong_to_the_entry_above() -> None:
    text = "14:02 alerts for:\nfront page\nsearch\n\nstill unclear why\n\n14:10 calm"
    first, second = parse_timeline(text).entries
    assert first.text == "alerts for:\nfront page\nsearch\n\nstill unclear why".replace("\n\n", "\n")
    assert first.raw == text[: text.index("\n\n14:10")]
    assert second.text == "calm"


def test_nested_bullets_belong_to_their_entry_unless_they_have_a_time() -> None:
    text = "- 14:02 paged\n  - Ana\n  - Bo\n  - 14:04 Cy too\n- 14:10 calm"
    assert clocks(text) == ["14:02", "14:04", "14:10"]
    assert parse_timeline(text).entries[0].text == "paged\n- Ana\n- Bo"


def test_a_bullet_without_a_time_belongs_to_the_one_above() -> None:
    text = "- 14:02 outage\n- it lasted ten minutes\n- 14:12 over"
    assert [e.text for e in parse_timeline(text).entries] == ["outage\n- it lasted ten minutes", "over"]


def test_prose_after_the_list_is_left_over() -> None:
    parsed = parse_timeline("- 14:02 outage\n- 14:12 over\n\nWe are sorry.")
    assert parsed.entries[-1].text == "over"
    assert [left.raw for left in parsed.leftovers] == ["We are sorry."]


def test_code_blocks_belong_to_the_entry_and_their_times_are_not_read() -> None:
    text = "- 14:02 crash\n\n```\n13:59:01 core dumped\n14:00:00 core dumped\n```\n\n- 14:12 up"
    first, second = parse_timeline(text).entries
    assert "core dumped" in first.text
    assert second.text == "up"


def test_a_timeline_inside_a_code_block_is_read_when_there_is_nothing_else() -> None:
    assert clocks("```\n14:02 crash\n14:12 up\n```") == ["14:02", "14:12"]


def test_a_line_that_goes_on_with_a_time_is_not_an_entry() -> None:
    text = "14:10 the error rate had been rising slowly since about\n14:00 and we paged\n14:20 calm"
    assert clocks(text) == ["14:10", "14:20"]


def test_sentences_that_begin_with_their_time_are_entries() -> None:
    text = "On 3 March 2021 at 10:15 a change went out.\n\nAt 10:20, alerts fired. We looked at 10:22.\n\nAround 10:45 it was over."
    assert [e.local for e in parse_timeline(text).entries] == [
        "2021-03-03T10:15:00", "2021-03-03T10:20:00", "2021-03-03T10:45:00",
    ]  # fmt: skip


def test_a_heading_over_timed_lines_groups_them_and_is_no_entry() -> None:
    text = "### 14:00-15:00 UTC: First look\n- 14:02 a\n\n### 15:00-16:00 UTC: Repair\n- 15:02 b"
    parsed = parse_timeline(text)
    assert [e.text for e in parsed.entries] == ["a", "b"]
    assert parsed.zone == "UTC"


def test_headings_with_prose_below_are_entries() -> None:
    text = "### 14:02 Alert\n\nThe pager went off.\n\n### 14:10 Rollback\n\nDone."
    assert [e.text for e in parse_timeline(text).entries] == ["Alert\nThe pager went off.", "Rollback\nDone."]


def test_a_date_line_above_each_update_below_it_is_understood() -> None:
    text = "Resolved - All good.\nMar 3, 14:32 UTC\n\nInvestigating - We look.\nMar 3, 13:55 UTC\n"
    entries = parse_timeline(text).entries
    assert [(e.text, e.clock, e.day_hint) for e in entries] == [
        ("Resolved - All good.", time(14, 32), "--03-03"),
        ("Investigating - We look.", time(13, 55), "--03-03"),
    ]


def test_two_times_in_front_of_one_event_are_one_entry_with_a_note() -> None:
    entry = only("19:20, 19:27 recovery messages")
    assert entry.clock == time(19, 20)
    assert entry.notes == ("Also 19:27.",)


@pytest.mark.parametrize(("line", "clock"), [("009:38 fixed", "09:38"), ("07:7:47 fixed", "07:47")])
def test_a_slip_of_the_key_is_read_and_noted(line: str, clock: str) -> None:
    entry = only(line)
    assert f"{entry.clock:%H:%M}" == clock
    assert clock in entry.notes[0]


def test_a_line_whose_time_is_unknown_is_left_over_and_says_so() -> None:
    parsed = parse_timeline("* [???] load had been rising\n* [13:26] paged")
    assert [left.note for left in parsed.leftovers] == ["Neither the day nor the time of this line is known."]


def test_links_are_collected_once() -> None:
    entry = only("14:02 see https://a.example/x, and [this](https://a.example/y). Again https://a.example/x")
    assert entry.links == ("https://a.example/x", "https://a.example/y")
