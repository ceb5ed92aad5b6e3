"""Lines and texts as they are stored."""

from hypothesis import given
from hypothesis import strategies as st

from secondstory.ui.text import shorten, tidy_line, unstorable


def test_a_line_loses_direction_marks_controls_and_spare_space() -> None:
    assert tidy_line("  pay\u202eroll \u2066db\u2069\x07\tis\n slow ") == "payroll db is slow"


def test_a_line_keeps_letters_of_every_script() -> None:
    assert tidy_line("שלום Ωmega 東京 e\u0301 👩\u200d🚒") == "שלום Ωmega 東京 e\u0301 👩\u200d🚒"


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy_line(tidy_line(text)) == tidy_line(text)


def test_a_nul_byte_and_half_a_character_are_told_with_their_place() -> None:
    assert unstorable("ab\x00").startswith("Character 3 is a NUL byte")
    assert "Character 2 is half of a character" in unstorable("a\ud83d")
    assert unstorable("whole text 👩\u200d🚒\n") == ""


def test_a_long_text_is_cut_at_a_word() -> None:
    assert shorten("The barrier stays down, nine carts wait", 24) == "The barrier stays down…"
    assert shorten("The barrier\nstays down", 24) == "The barrier stays down"


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_a_shortened_text_is_never_longer_than_asked(text: str, length: int) -> None:
    line = shorten(text, length)
    assert len(line) <= length
    assert "\n" not in line
