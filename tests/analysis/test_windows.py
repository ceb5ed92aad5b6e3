"""A long section comes in pieces, and no row gets lost between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.analysis.windows import SIZE, window


@given(st.integers(0, 1000))
def test_going_on_shows_every_row_once(held):
    seen: list[int] = []
    here = window("conditions", held, {})
    while True:
        seen += list(range(held))[slice(*map(int, here.cut.split(":")))]
        if not here.after:
            break
        start = here.after.removeprefix("?conditions=").removesuffix("#conditions")
        here = window("conditions", held, {"conditions": start})
    assert seen == list(range(held))


@pytest.mark.parametrize("said", ["-1", "x", "9" * 30, "٣", "100", ""])
def test_what_cannot_be_asked_for_is_the_beginning(said):
    assert window("conditions", 100, {"conditions": said}).start == 0


def test_one_goes_back_where_one_came_from():
    there = window("controls", 200, {"controls": str(SIZE)})
    assert there.before == "?controls=0#controls"
    assert window("controls", 200, {}).before == ""
