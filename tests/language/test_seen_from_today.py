"""What looks back from the end is noticed wherever people talk about a text: in comments, and in readers' questions."""

from __future__ import annotations

import pytest

from secondstory.language import check


@pytest.mark.requirement("R-000-26", "R-001-42")
@pytest.mark.parametrize("surface", ["comment", "reader_note"])
@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("In hindsight the lag was the first sign.", "LF-HS"),
        ("Looking back, the alarm was there.", "LF-HS"),
        ("They should have looked at the replica.", "LF-CF"),
    ],
)
def test_it_is_noticed_there_and_never_louder_than_a_nudge(surface, text, category):
    found = check(text, kind="plain", surface=surface)
    assert category in [one.category for one in found]
    assert {one.level for one in found} <= {"whisper", "nudge"}


@pytest.mark.parametrize("surface", ["comment", "reader_note"])
def test_what_could_be_seen_then_is_left_alone(surface):
    assert check("The graph showed 4 GB of lag at 22:40, and the prompt said db1.", kind="plain", surface=surface) == []
