"""What holds for every text: nothing raises, nothing is lost, nothing overlaps, and it does not take long."""

from __future__ import annotations

import re
import time as stopwatch
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from secondstory.timeline.parse import parse_timeline

PIECES = [
    "\n", "\n\n", "\r\n", "\r", "\u2028", " ", "\t", "- ", "* ", "> ", "# ", "1. ", "| ", "|", "|--|--|\n", "**", "`", "_",
    "[", "]", "(", ")", "<br>", "```\n", "---\n", ":", " - ", "–", "to ", "and ", ",", "14:02", "9.30", "3pm", "12:30 AM",
    "24:00", "14:??", "??:??", "HH:mm", "2024-03-01", "2023-02-29", "9999-12-31", "0000-00-00", "5/6/24", "March 5",
    "29 Feb", "Mon", "next day", "Day 2", "Morning:", "UTC", "CET", "IST", "Denver", "+02:00", "All times in ", "Date: ",
    "/timeline ", "T+5m", "T0", "1614686143", "https://x.slack.com/archives/C1/p1614686143200300", "Ana [8:27 AM]\n",
    "Ana  8:27 AM\n",
    "\x00", "\ud800", "\u200f", "\u202e", "٣", "１４：０２", "²", "e\u0301", "🔥", "word", "before ", "about ", "Time (UTC)",
]  # fmt: skip
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
zones = st.sampled_from([None, "UTC", "Europe/Berlin", "America/New_York", "+05:45"])
days = st.sampled_from([None, date(2024, 3, 31), date(2024, 11, 3), date.min, date.max])


@settings(deadline=None, max_examples=400)
@given(text=texts, zone=zones, day=days)
@example(text="14:02 a\ud800b\x00", zone=None, day=None)
@example(text="next day\n24:00 a\n23:00 b\n01:00 c", zone="UTC", day=date.max)
def test_every_text_is_cut_without_loss_or_overlap(text: str, zone: str | None, day: date | None) -> None:
    parsed = parse_timeline(text, zone=zone, date=day)
    pieces = sorted((*parsed.entries, *parsed.leftovers, *parsed.contexts), key=lambda piece: piece.offset)
    at = 0
    between = []
    for piece in pieces:
        assert piece.length > 0
        assert text[piece.offset : piece.offset + piece.length] == piece.raw
        assert piece.offset >= at
        between.append(text[at : piece.offset])
        at = piece.offset + piece.length
    between.append(text[at:])
    for gap in between:
        assert not any(c.isalnum() for c in re.sub(r"<br\s{0,4}/?>", "", gap, flags=re.IGNORECASE))
    assert [e.offset for e in parsed.entries] == sorted(e.offset for e in parsed.entries)


@settings(deadline=None, max_examples=150)
@given(text=texts, zone=zones, day=days)
def test_reading_twice_gives_the_same(text: str, zone: str | None, day: date | None) -> None:
    assert parse_timeline(text, zone=zone, date=day) == parse_timeline(text, zone=zone, date=day)


@settings(deadline=None, max_examples=300)
@given(pieces=st.lists(st.sampled_from([p for p in PIECES if not re.search(r"[A-Z+]|1614", p)]), max_size=40))
def test_no_moment_is_made_up_where_no_zone_is_named(pieces: list[str]) -> None:
    assert all(entry.utc is None for entry in parse_timeline("".join(pieces)).entries)


@settings(deadline=None, max_examples=150)
@given(text=texts, day=days)
def test_what_is_known_is_consistent(text: str, day: date | None) -> None:
    parsed = parse_timeline(text, zone="UTC", date=day)
    for entry in parsed.entries:
        if entry.utc and entry.clock and entry.zone == "UTC":
            assert entry.local == entry.utc.replace(tzinfo=None).isoformat()
        if entry.until_utc and entry.utc:
            assert entry.until_utc >= entry.utc
    assert parsed.date_needed == any(e.day is None for e in parsed.entries)


MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    "text",
    [
        "14:02 " + "word " * (MEGABYTE // 5),
        "14:02" + " " * MEGABYTE + "x",
        "x" * MEGABYTE,
        "1" * MEGABYTE,
        "*" * MEGABYTE,
        "|" * MEGABYTE,
        "[" * MEGABYTE,
        "> " * (MEGABYTE // 2),
        "- http://a,http://a " + "http://a," * (MEGABYTE // 9),
        "/timeline " + " |" * (MEGABYTE // 2),
        "2024-01-01\n" + "[a](b)," * (MEGABYTE // 7),
        "14:02 " * (MEGABYTE // 6),
        ("> " * 50 + "14:02 a\n") * (MEGABYTE // 108),
        "\ud800" * MEGABYTE,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_a_megabyte_of_one_thing_is_read_in_reasonable_time(text: str) -> None:
    begun = stopwatch.process_time()
    parse_timeline(text, zone="America/New_York")
    assert stopwatch.process_time() - begun < 12
