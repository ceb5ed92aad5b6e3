"""'Why' asks for a justification, unless one asks oneself."""

from __future__ import annotations

import pytest

from secondstory.question_bank.whys import asks_why_of_somebody, same_words


@pytest.mark.requirement("R-001-35")
@pytest.mark.parametrize(
    "text",
    [
        "Why did you restart it?",
        "Why?",
        "Why didn't they page anybody?",
        "And why was nobody called?",
        "Tell us why you left it.",
        "What happened? Why did Ana not look?",
        "WHY did you do it?",
        "How come you did not see it?",
        "Why did we let them do it?",
        "Why me, and who decided that?",
        "Why is the alarm silent?",
    ],
)
def test_a_why_put_to_somebody_is_seen(text):
    assert asks_why_of_somebody(text)


@pytest.mark.requirement("R-001-35")
@pytest.mark.parametrize(
    "text",
    [
        "Why did it make sense to me?",
        "Why did we believe in the copy?",
        "What felt off, even if you cannot say why?",
        "How could this have happened?",
        "What made it the sensible thing to do?",
        "What do you know of its whys and wherefores?",
        "",
    ],
)
def test_what_asks_for_a_story_is_left_alone(text):
    assert not asks_why_of_somebody(text)


def test_the_same_words_are_the_same_whatever_stands_between_them():
    assert same_words("What, then, did you SEE?") == same_words("what then did you see")
    assert same_words("What did you see?") != same_words("What did you hear?")
