"""Pastes from chats and tools: names, permalinks, epoch numbers, quick actions, counted times."""

from __future__ import annotations

from datetime import time

import pytest

from secondstory.timeline.parse import parse_timeline


@pytest.mark.parametrize(
    "paste",
    [
        "Ana Lee [8:27 AM]\nsite is slow\n\nbo [8:33 AM]\nlooking",
        "> Ana Lee [8:27 AM]\n> site is slow\n>\n> bo [8:33 AM]\n> looking",
        ">Ana Lee [8:27 AM]  \nsite is slow\n>\n>bo [08:33 AM]  \nlooking",
        "Ana Lee  8:27 AM\nsite is slow\nbo  8:33 AM\nlooking",
        "Ana Lee — Today at 8:27 AM\nsite is slow\nbo — Today at 8:33 AM\nlooking",
        "[08:27] <Ana Lee> site is slow\n[08:33] <bo> looking",
    ],
)
def test_who_wrote_and_when_are_told_apart(paste: str) -> None:
    entries = parse_timeline(paste).entries
    assert [(e.actor, e.clock, e.text) for e in entries] == [
        ("Ana Lee", time(8, 27), "site is slow"),
        ("bo", time(8, 33), "looking"),
    ]


def test_a_name_before_a_message_stays_in_its_text() -> None:
    entries = parse_timeline("14:02 AC: reverting\n14:03 RK: ok").entries
    assert [(e.actor, e.text) for e in entries] == [(None, "AC: reverting"), (None, "RK: ok")]


def test_a_permalink_gives_the_moment_of_a_line_that_has_no_other() -> None:
    text = (
        "- 14:02 alert\n- [Ana declares an incident](https://x.slack.com/archives/C1/p1614686143200300)\n- 14:10 calm"
    )
    _, declared, _ = parse_timeline(text).entries
    assert declared.utc is not None
    assert declared.utc.isoformat() == "2021-03-02T11:55:43.200300+00:00"
    assert declared.zone == "UTC"
    assert declared.links == ("https://x.slack.com/archives/C1/p1614686143200300",)


def test_a_permalink_beside_a_time_is_only_a_source() -> None:
    text = "- [10:41](https://x.slack.com/archives/C1/p1709289660000100) pushed to production"
    (entry,) = parse_timeline(text).entries
    assert (entry.clock, entry.utc, entry.zone) == (time(10, 41), None, None)
    assert entry.links == ("https://x.slack.com/archives/C1/p1709289660000100",)


def test_a_reference_at_the_top_is_no_entry() -> None:
    parsed = parse_timeline("See https://x.slack.com/archives/C1/p1614686143200300\n\n14:02 a")
    assert len(parsed.entries) == 1
    assert parsed.leftovers[0].raw.startswith("See ")


@pytest.mark.parametrize("number", ["1614686143", "1614686143000", "1614686143.000", "<t:1614686143:F>"])
def test_seconds_since_1970_are_exact_moments(number: str) -> None:
    parsed = parse_timeline(f"{number} alarm")
    assert [e.utc and e.utc.isoformat() for e in parsed.entries] == ["2021-03-02T11:55:43+00:00"]
    assert not parsed.zone_needed
    assert not parsed.date_needed


def test_the_quick_action_of_gitlab_is_understood() -> None:
    entries = parse_timeline("/timeline Deploy began | 2026-01-31 14:02\n/timeline A | B | 14:30").entries
    assert [(e.text, e.local) for e in entries] == [
        ("Deploy began", "2026-01-31T14:02:00"),
        ("A | B", "2026-01-31T14:30:00"),
    ]


def test_counted_times_take_their_base_from_the_text() -> None:
    entries = parse_timeline("T0 = 14:02 UTC deploy\nT+5m alarms\nT+01:30: calm").entries
    assert [f"{e.clock:%H:%M}" for e in entries] == ["14:02", "14:07", "15:32"]
    assert entries[1].zone == "UTC"


def test_counted_times_without_a_base_are_left_over_and_say_so() -> None:
    parsed = parse_timeline("T+0 deploy\nT+5m alarms")
    assert parsed.entries == ()
    assert [left.note for left in parsed.leftovers] == ["This counts from a moment that the text does not name."] * 2
