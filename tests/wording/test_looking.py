"""Where words are, as browsers count, and how an answer finds them again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondstory.language import load_rules
from secondstory.wording.looking import Utf16, look, quote_of, sentence_around

CAUGHT = "A canary would have caught this."


def seen(text, **more):
    told = {"kind": "markdown", "surface": "writeup", "rules": load_rules(), "preset": "standard", **more}
    return look(text, **told).seen


@given(st.text(max_size=60), st.integers(min_value=0, max_value=60))
def test_a_place_is_counted_as_browsers_count_it(text, index):
    index = min(index, len(text))
    assert Utf16(text)(index) == len(text[:index].encode("utf-16-le", "surrogatepass")) // 2


@settings(deadline=None)
@given(st.text(alphabet="ab 🌊\r\n\t\u00e9\u0301", max_size=40))
def test_the_words_are_found_at_the_same_place_whatever_stands_before_them(before):
    text = f"{before}\r\n\r\n{CAUGHT}"
    (one,) = [one for one in seen(text) if one.finding.rule == "counterfactual.remedy"]
    at = Utf16(text)
    units = text.encode("utf-16-le", "surrogatepass")
    assert units[2 * at(one.finding.start) : 2 * at(one.finding.end)].decode("utf-16-le") == one.words
    assert one.words == "would have caught"
    assert one.sentence == CAUGHT


@pytest.mark.parametrize(
    "text",
    [
        f"Before. {CAUGHT} After it.",
        f"- first\n- {CAUGHT}\n- last",
        f"A heading\n\n{CAUGHT}\n\nMore.",
        f"1. {CAUGHT}",
        f"It looked like …, so … {CAUGHT}",
        f"> {CAUGHT}".replace("> ", "# "),
    ],
)
def test_the_sentence_is_what_stands_around_the_words(text):
    start = text.index("would have")
    first, last = sentence_around(text, start, start + len("would have caught"))
    assert text[first:last] == CAUGHT


@pytest.mark.parametrize("before", ["It rained. ", "It rained… ", "- one\n- ", "One\n\n"])
def test_words_that_begin_their_sentence_do_not_take_the_one_before_along(before):
    text = f"{before}The engineer should have checked the lag. It was late."
    first, last = sentence_around(text, len(before), len(before) + 12)
    assert text[first:last] == "The engineer should have checked the lag."


def test_a_sentence_without_an_end_is_not_the_whole_text():
    text = "word " * 1000 + "would have caught " + "word " * 1000
    start = text.index("would")
    first, last = sentence_around(text, start, start + 17)
    assert first < start < start + 17 <= last
    assert last - first < 1300


def test_white_space_and_composing_do_not_change_the_mark_and_words_do():
    one = quote_of("A canary would have\r\ncaught\tthe caf\u00e9.", "would have\r\ncaught")
    assert one == quote_of("A canary would have caught the cafe\u0301.", "would have caught")
    assert one != quote_of("A canary would have caught the tea.", "would have caught")


def test_a_lone_surrogate_is_looked_at_like_any_other_character():
    (one,) = [one for one in seen(f"\ud83d {CAUGHT}") if one.finding.rule == "counterfactual.remedy"]
    assert one.words == "would have caught"
    assert len(one.quote) == 64
