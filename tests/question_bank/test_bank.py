"""The questions that come with the product: whole, told apart, and asking what or how."""

from __future__ import annotations

import pytest

from secondstory.language import check
from secondstory.question_bank.bank import PURPOSES, STEPS, SURFACES, built_in, in_words
from secondstory.question_bank.choose import MOST, Wanted, choose, may_stand
from secondstory.question_bank.whys import asks_why_of_somebody, same_words


def test_there_are_all_of_them_each_with_its_own_key_in_order():
    keys = [question.key for question in built_in()]
    assert len(keys) >= 140
    assert keys == [f"Q-{number:03}" for number in range(1, len(keys) + 1)]


def test_no_two_say_the_same():
    words = [same_words(question.text) for question in built_in()]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("question", built_in(), ids=lambda question: question.key)
@pytest.mark.requirement("R-001-35")
def test_each_is_a_question_of_a_known_kind_and_asks_nobody_why(question):
    assert "?" in question.text
    assert len(question.text) <= 300
    assert question.purpose in PURPOSES
    assert question.surfaces
    assert set(question.surfaces) <= set(SURFACES)
    assert set(question.steps) <= set(STEPS)
    assert not asks_why_of_somebody(question.text)


@pytest.mark.parametrize("question", built_in(), ids=lambda question: question.key)
def test_each_passes_our_own_look_at_wording(question):
    assert check(question.text, kind="plain") == []


def test_each_purpose_has_questions():
    assert {question.purpose for question in built_in()} == set(PURPOSES)


@pytest.mark.parametrize("surface", SURFACES)
def test_every_place_has_more_than_it_shows_at_once(surface):
    assert len([q for q in built_in() if may_stand(q, Wanted(surface=surface))]) > MOST


# What was asked for by name, and where it is offered.
@pytest.mark.parametrize(
    ("words", "surface"),
    [
        pytest.param("lead anybody in that seat to do the same", "A", id="any responder"),
        pytest.param("seemed impossible or out of the question", "A", id="impossible"),
        pytest.param("looked unrelated", "A", id="unrelated"),
        pytest.param("made the risk look worth it", "A", id="worth the risk"),
        pytest.param("How was that possible at all, and what made it the sensible thing", "I", id="possible"),
        pytest.param("surprised you most", "Rd", id="surprise"),
        pytest.param("What did you already know here, and what was news", "Rd", id="news"),
        pytest.param("others may not know about", "I", id="unknown work"),
        pytest.param("come into a state that nobody expected", "X", id="unexpected state"),
    ],
)
@pytest.mark.requirement("R-001-23", "R-001-25", "R-001-26", "R-001-27", "R-002-25", "R-002-41", "R-003-08", "R-003-18")
def test_what_one_wants_to_hear_is_asked_where_it_is_heard(words, surface):
    (question,) = [question for question in built_in() if words in question.text]
    assert surface in question.surfaces
    turns = [choose(built_in(), Wanted(surface=surface, turn=turn)) for turn in range(len(built_in()))]
    assert question in [shown for three in turns for shown in three]


def test_places_read_as_a_sentence():
    assert in_words(["G", "I"], SURFACES) == "in a conversation, in a group"
