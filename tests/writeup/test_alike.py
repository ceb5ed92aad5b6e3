"""Finding what two texts share stays quick, also for texts that are made to be slow to compare."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from secondstory.writeup.alike import MOST_PARTS, opcodes
from secondstory.writeup.difference import difference
from secondstory.writeup.together import bring_together

PARTS = st.lists(st.sampled_from(["a", "b", "", "c d", "e"]), max_size=12)


@given(PARTS, PARTS)
def test_the_steps_lead_from_one_to_the_other(one, other):
    built: list[str] = []
    read: list[str] = []
    for kind, a, b, c, d in opcodes(one, other):
        assert kind != "equal" or one[a:b] == other[c:d]
        read += one[a:b]
        built += other[c:d]
    assert (read, built) == (one, other)


def test_what_both_begin_and_end_with_is_found_however_long_they_are():
    many = [f"line {n}" for n in range(MOST_PARTS + 1)]
    one, other = ["first", *many, "last"], ["first", *many[::-1], "last"]
    assert [kind for kind, *_ in opcodes(one, other)] == ["equal", "replace", "equal"]


def test_lines_too_much_alike_are_told_as_taken_out_and_written_anew():
    """Without a limit, comparing these takes hours."""
    one, other = "a\nb\n" * 25_000, "b\na\nc\n" * 25_000
    assert {line.change for line in difference(one, other)} <= {"changed", "added", "gone", "fold", "same"}
    both = bring_together(one, other, one + "and this")
    assert both.text.endswith("and this")
    assert other.strip() in both.text


def test_words_too_much_alike_within_a_line_are_told_as_taken_out_and_written_anew():
    (line,) = difference("a b " * 450, "b a c " * 300)
    assert [piece.change for piece in line.pieces] == ["gone", "added", ""]
