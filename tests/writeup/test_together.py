"""Two texts that grew from one: what fits is brought together, and no added word is ever left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from secondstory.writeup.difference import difference
from secondstory.writeup.together import bring_together

BASE = "First.\n\nSecond.\n\nThird."
LINES = st.lists(st.sampled_from(["a", "b", "c", "d", "", "e f", "g"]), max_size=8).map("\n".join)


def test_changes_in_different_places_fit():
    both = bring_together(BASE, BASE.replace("First", "Ana's first"), BASE.replace("Third", "Bo's third"))
    assert both.text == "Ana's first.\n\nSecond.\n\nBo's third."
    assert both.is_clear


def test_changes_of_the_same_line_both_stand():
    both = bring_together(BASE, BASE.replace("Second", "Ana's second"), BASE.replace("Second", "Bo's second"))
    assert "Ana's second.\n\nBo's second." in both.text
    assert not both.is_clear


def test_two_texts_from_nothing_both_stand():
    assert bring_together("", "Ana's.", "Bo's.").text == "Ana's.\n\nBo's."


def test_a_line_one_of_them_took_out_is_gone():
    assert bring_together(BASE, BASE.replace("Second.\n\n", ""), BASE).text == "First.\n\nThird."


@given(LINES, LINES, LINES)
def test_no_line_that_somebody_added_is_left_out(base, one, other):
    together = bring_together(base, one, other).text.split("\n")
    for line in {*one.split("\n"), *other.split("\n")} - {*base.split("\n")}:
        assert line in together


@given(LINES, LINES)
def test_a_text_and_its_own_past_come_to_the_text(base, one):
    assert bring_together(base, one, base).text == one
    assert bring_together(base, base, one).text == one
    assert bring_together(base, one, one).text == one


@given(LINES, LINES)
def test_a_difference_tells_every_word_that_came_or_went(before, after):
    told = [piece for line in difference(before, after) for piece in line.pieces]
    for text, change in ((before, "gone"), (after, "added")):
        other = after if text is before else before
        for line in set(text.splitlines()) - set(other.splitlines()) - {""}:
            assert any(piece.change == change for piece in told), line


def test_a_difference_marks_words_within_a_line():
    (line,) = difference("one live copy", "one current copy")
    assert [(piece.text, piece.change) for piece in line.pieces] == [
        ("one ", ""),
        ("live", "gone"),
        ("current", "added"),
        (" copy", ""),
    ]


def test_a_difference_folds_what_did_not_change():
    before = "\n".join(f"line {n}" for n in range(20))
    folds = [line.folded for line in difference(before, before.replace("line 10", "line ten")) if line.change == "fold"]
    assert folds == [9, 8]
    assert difference(before, before) == []


def test_a_very_long_line_is_told_whole():
    (line,) = difference("word " * 3000, "other " * 3000)
    assert [piece.change for piece in line.pieces] == ["gone", "added"]
