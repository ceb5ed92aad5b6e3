"""What is met in a text, whatever signs it is made of."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.outside.words import is_met, pattern

pytestmark = pytest.mark.requirement("R-002-53")
SIGNS = "ab_*~`\\ \u200b"


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("_" * 40, "_" * 26 + "x"),
        ("a" + "_*" * 20 + "b", "a" + "_*" * 13 + "c, and ab"),
        ("* " * 40, "* " * 26 + "x"),
    ],
)
def test_a_drawn_line_is_looked_through_in_a_moment(phrase, text):
    begun = process_time()
    assert not is_met(pattern([phrase]), text)
    assert process_time() - begun < 0.5


@given(st.text(SIGNS, min_size=1, max_size=12), st.lists(st.sampled_from("_*~`\\\u200b"), max_size=12))
def test_a_phrase_is_met_with_marks_between_its_letters(phrase, marks):
    phrase = " ".join(phrase.split())
    if not phrase:
        return
    assert is_met(pattern([phrase]), phrase)
    spread = "".join(letter + mark for letter, mark in zip(phrase, marks + [""] * 12, strict=False))
    assert is_met(pattern([phrase]), f"Before it. {spread} After it.")
