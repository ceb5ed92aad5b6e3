"""A quiet word is kind, is about wording, and leaves most words alone."""

from __future__ import annotations

import pytest

from secondstory.firsthand.quiet_word import quiet_words


@pytest.mark.requirement("R-000-26", "R-000-38", "R-000-39", "R-001-42", "R-001-45")
@pytest.mark.parametrize(
    "text",
    [
        "It was my own fault.",
        "I was so stupid.",
        "I have no idea what I was doing",
        "I should have checked the host",
        "In hindsight it was plain.",
        "We could have caught it.",
    ],
)
def test_it_is_said_to_whoever_is_hard_on_themself_or_knows_it_from_today(text) -> None:
    assert quiet_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "I emptied the directory and started the copy.",
        "It was my turn on call.",
        "I could see four gigabytes of lag.",
        "The fault was in the other rack.",
        "I would rather wait.",
        "We couldn’t have known.",
    ],
)
def test_it_leaves_plain_words_alone(text) -> None:
    assert quiet_words(text) == []


def test_how_it_looked_from_there_is_welcome() -> None:
    (word,) = quiet_words("Emptying it again looked like starting clean")
    assert "keep it" in word.text
