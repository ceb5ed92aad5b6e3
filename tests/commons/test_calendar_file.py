from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from secondstory.commons.calendar_file import as_calendar

AT = datetime(2026, 7, 2, 14, 30, tzinfo=UTC)
# What people type: no surrogates, no control characters, and one kind of line break.
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300)


def file(**told) -> bytes:
    whole = {"uid": "1@here", "title": "Thursdays", "at": AT, "minutes": 45, "where": "", "about": "", "url": "u"}
    return as_calendar(**{**whole, "number": 0, "stamped": AT, **told})


def read(content: bytes):
    (reading,) = Calendar.from_ical(content).walk("VEVENT")
    return reading


@pytest.mark.requirement("R-002-19")
@given(WORDS, st.lists(WORDS, max_size=3))
def test_any_words_come_in_lines_that_fit_and_are_read_back(title: str, about: list[str]) -> None:
    content = file(title=f"x{title}", about="\n".join(about))
    lines = content.decode().split("\r\n")
    assert lines[-1] == ""
    assert all(len(one.encode()) <= 75 for one in lines)
    assert not any(mark in one for one in lines for mark in "\r\n")
    told = read(content)
    assert str(told["summary"]) == f"x{title}"
    assert str(told.get("description", "")) == "\n".join("\n".join(about).splitlines())  # no break at the end


@given(st.text(max_size=100))
def test_what_no_calendar_holds_is_left_out_and_adds_no_line_of_its_own(words: str) -> None:
    told = read(file(about=words, where=words))
    assert set(told) <= {
        "UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION", "URL", "STATUS",
    }  # fmt: skip


def test_it_says_when_and_that_it_is_the_newer_one() -> None:
    told = read(file(number=3))
    assert told.decoded("dtstart") == AT
    assert told.decoded("dtend") == AT + timedelta(minutes=45)
    assert told["sequence"] == 3


def test_one_that_does_not_take_place_says_so() -> None:
    assert read(file(is_off=True))["status"] == "CANCELLED"
    assert read(file())["status"] == "CONFIRMED"
