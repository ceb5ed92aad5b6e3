from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.commons.calendar_file import as_calendar

AT = datetime(2026, 7, 2, 14, 30, tzinfo=UTC)


def file(**told) -> str:
    whole = {"uid": "1@here", "title": "Thursdays", "at": AT, "minutes": 45, "where": "", "about": "", "url": "u"}
    return as_calendar(**{**whole, "number": 0, "stamped": AT, **told})


@pytest.mark.requirement("R-002-19")
@given(st.text(max_size=300))
def test_any_words_come_in_lines_that_fit_and_can_be_read_back(words):
    lines = file(about=words).split("\r\n")
    assert lines[-1] == ""
    assert all(len(one.encode("utf-8", "surrogatepass")) <= 75 for one in lines)
    assert not any(mark in one for one in lines for mark in "\r\n")
    unfolded = file(about=words).replace("\r\n ", "")
    told = [one for one in unfolded.split("\r\n") if one.startswith("DESCRIPTION:")]
    assert len(told) == (1 if words else 0)


def test_one_that_does_not_take_place_says_so():
    assert "STATUS:CANCELLED" in file(is_off=True)
    assert "STATUS:CONFIRMED" in file()
