"""A picture of conditions that has no root: every condition is in it, every tie, and nothing points anywhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.analysis.conditions_picture import ACROSS, LINES, MOST, WIDTH, Fact, picture
from secondstory.analysis.models import Condition

LEVELS = Condition.Level.choices
words = st.text(min_size=1, max_size=300)
facts = st.lists(
    st.builds(Fact, st.integers(0, 60), words, st.sampled_from(Condition.Level.values), st.sets(st.integers(0, 60))),
    unique_by=lambda fact: fact.key,
    min_size=2,
    max_size=MOST,
)


@given(facts)
def test_every_condition_stands_in_it_once_and_none_on_another(given_facts):
    drawn = picture(given_facts, LEVELS)
    assert sorted(card.key for card in drawn.cards) == sorted(fact.key for fact in given_facts)
    places = [(card.x, card.y, card.width, card.height) for card in drawn.cards]
    for n, (x, y, width, height) in enumerate(places):
        assert x + width <= WIDTH
        assert y + height <= drawn.height
        for other_x, other_y, _, other_height in places[n + 1 :]:
            assert x + width <= other_x or other_x + width <= x or y + height <= other_y or other_y + other_height <= y


@given(facts)
def test_every_pair_is_tied_once_whoever_said_it(given_facts):
    keys = {fact.key for fact in given_facts}
    pairs = {frozenset((fact.key, other)) for fact in given_facts for other in fact.together if other in keys}
    assert len(picture(given_facts, LEVELS).ties) == sum(len(pair) == 2 for pair in pairs)


@given(facts)
def test_the_order_in_which_they_were_said_moves_no_band(given_facts):
    names = [band.name for band in picture(given_facts, LEVELS).bands]
    assert names == [band.name for band in picture(given_facts[::-1], LEVELS).bands]


def test_a_text_takes_a_few_lines_at_most():
    long = Fact(1, "A very long condition " * 40, "technical")
    card = picture([long, Fact(2, "x" * 500, "technical")], LEVELS).cards[0]
    assert len(card.lines) == LINES
    assert all(len(line) <= ACROSS for _, line in card.lines)
    assert card.text == long.text


def test_one_alone_and_very_many_are_left_to_the_list():
    many = [Fact(n, f"Condition {n}", "team") for n in range(MOST + 1)]
    assert picture(many[:1], LEVELS) is None
    assert picture(many, LEVELS) is None
    assert picture(many[:MOST], LEVELS) is not None


@pytest.mark.requirement("R-003-21")
def test_a_tie_has_no_arrow():
    both = [Fact(1, "It was night.", "environment", {2}), Fact(2, "The tool was silent.", "technical")]
    (tie,) = picture(both, LEVELS).ties
    assert re.fullmatch(r"[MCHq\d\s-]+", tie)
