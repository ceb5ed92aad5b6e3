"""Places in the units of others: UTF-16, lines and columns."""

from hypothesis import given
from hypothesis import strategies as st

from secondstory.language.positions import Lines, from_line_and_column, from_utf16, line_and_column, utf16

TEXTS = st.text(st.sampled_from("ab\n\r é🎉İ’\ud800"), max_size=60)


def test_an_emoji_is_two_units() -> None:
    text = "🎉 a"
    assert utf16(text, 1) == 2
    assert utf16(text, 2) == 3
    assert from_utf16(text, 3) == 2
    assert from_utf16(text, 1) == 0


@given(TEXTS)
def test_units_and_back(text: str) -> None:
    for index in range(len(text) + 1):
        assert from_utf16(text, utf16(text, index)) == index


@given(TEXTS.filter(lambda text: "\ud800" not in text))
def test_units_are_those_of_utf_16(text: str) -> None:
    assert utf16(text, len(text)) == len(text.encode("utf-16-le")) // 2


@given(TEXTS, st.lists(st.integers(0, 60), max_size=8))
def test_lines_and_columns_in_any_order(text: str, places: list[int]) -> None:
    lines = Lines(text)
    for index in places:
        if index <= len(text):
            found = lines.line_and_column(index)
            assert found == line_and_column(text, index)
            assert found == (text[:index].count("\n") + 1, len(text[:index].rpartition("\n")[2]) + 1)
            assert from_line_and_column(text, *found) == index


def test_past_the_end_is_the_end() -> None:
    assert from_line_and_column("ab\ncd", 1, 9) == 2
    assert from_line_and_column("ab\ncd", 7, 1) == 5
    assert from_utf16("ab", 9) == 2
