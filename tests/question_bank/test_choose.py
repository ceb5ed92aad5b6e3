"""Which three: never a resting one, never asked first, fitting first, well rated more often, other ones tomorrow."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondstory.question_bank.bank import PURPOSES, STEPS, SURFACES, Question, Rest, built_in
from secondstory.question_bank.choose import MOST, Wanted, choose, draw, fits, in_order, may_stand

DAY = 739_000
# A busy machine is slow at making examples; what holds of them stays the same.
patiently = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
KEYS = st.sampled_from([question.key for question in built_in()])
STEP = st.sampled_from(sorted(STEPS))
PURPOSE = st.sampled_from(PURPOSES)


REST = (Rest("", "", "It led nowhere."),)

# Some of the bank, each with a number of marks, and whether it rests.
questions = st.lists(
    st.tuples(st.sampled_from(built_in()), st.integers(0, 50), st.booleans()),
    max_size=12,
    unique_by=lambda told: told[0],
).map(lambda told: [replace(one, good=good, rests=REST if rests else ()) for one, good, rests in told])


wanted = st.builds(
    Wanted,
    surface=st.sampled_from(sorted(SURFACES)),
    wants=st.lists(st.tuples(STEP | PURPOSE), max_size=3),
    only=st.just(()) | st.sets(PURPOSE, min_size=1, max_size=2),
    also=st.just(()) | st.just(("near miss",)),
    asked=st.frozensets(KEYS, max_size=6),
    day=st.integers(1, 800_000),
    seed=st.sampled_from(["", "one study", "another"]),
    turn=st.integers(0, 9999),
)


@patiently
@given(questions, wanted)
def test_at_most_three_that_may_stand_there_each_once(bank, place):
    three = choose(bank, place)
    assert len(three) <= MOST
    assert len({question.key for question in three}) == len(three)
    assert all(may_stand(question, place) and not question.rests for question in three)
    assert bool(three) == any(may_stand(question, place) for question in bank)


@patiently
@given(questions, wanted)
def test_the_same_day_shows_the_same_however_the_bank_comes(bank, place):
    assert choose(bank, place) == choose(bank[::-1], place)


@patiently
@given(questions, wanted)
def test_none_that_was_asked_stands_before_one_that_was_not(bank, place):
    asked = [question.key in place.asked for question in in_order(bank, place)]
    assert asked == sorted(asked)


@patiently
@given(questions, wanted)
def test_turn_after_turn_each_comes_once_before_any_comes_again(bank, place):
    row = in_order(bank, place)
    turns = -(-len(row) // MOST)
    shown = [question.key for turn in range(turns) for question in choose(bank, replace(place, turn=turn))]
    assert sorted(shown) == sorted(question.key for question in row)


@patiently
@given(questions, wanted, st.integers(0, 19))
def test_a_mark_never_moves_a_question_back(bank, place, number):
    before = in_order(bank, place)
    if not before:
        return
    chosen = before[number % len(before)]
    marked = [replace(question, good=question.good + 1) if question == chosen else question for question in bank]
    keys = [question.key for question in before]
    after = [question.key for question in in_order(marked, place)]
    assert after.index(chosen.key) <= keys.index(chosen.key)


def test_what_is_thin_is_asked_about_first():
    place = Wanted(surface="X", wants=[["1-loss"], ["missing controls"]], day=DAY)
    row = in_order(built_in(), place)
    assert "1-loss" in row[0].steps
    assert {question.purpose for question in row[1:4]} == {"missing controls"}


def test_what_was_asked_about_the_thin_part_gives_way():
    first = choose(built_in(), Wanted(surface="X", wants=[["missing controls"]], day=DAY))
    again = choose(built_in(), Wanted(surface="X", wants=[["missing controls"]], day=DAY, asked={first[0].key}))
    assert first[0] not in again


def test_days_bring_all_of_them_round():
    seen = {question.key for day in range(200) for question in choose(built_in(), Wanted(surface="A", day=DAY + day))}
    assert seen == {question.key for question in built_in() if may_stand(question, Wanted(surface="A"))}


def test_tomorrow_and_another_study_show_others():
    def keys(**place: object) -> set[str]:
        return {question.key for question in choose(built_in(), Wanted(surface="I", **place))}

    assert keys(day=DAY) != keys(day=DAY + 1)
    assert keys(day=DAY, seed="one") != keys(day=DAY, seed="another")


def test_one_that_many_call_good_comes_more_often_and_crowds_nobody_out():
    bank = [replace(question, good=30 if question.key == "Q-011" else 0) for question in built_in()]
    days = Counter(q.key for day in range(300) for q in choose(bank, Wanted(surface="A", day=DAY + day)))
    others = [times for key, times in days.items() if key != "Q-011"]
    assert days["Q-011"] > 2 * max(others)
    assert days["Q-011"] < 300
    assert len(others) == len([q for q in bank if may_stand(q, Wanted(surface="A"))]) - 1


def test_a_near_miss_is_asked_about_where_there_was_one():
    ordinary = [question.purpose for question in in_order(built_in(), Wanted(surface="A"))]
    assert "near miss" not in ordinary
    beside_one = in_order(built_in(), Wanted(surface="A", also=["near miss"]))
    assert len(beside_one) > len(ordinary)
    assert {question.purpose for question in choose(built_in(), Wanted(surface="A", only=["near miss"]))} == {
        "near miss"
    }


@pytest.mark.parametrize(
    ("step", "want", "does"),
    [
        ("4-com", "4", True),
        ("4", "4-com", False),
        ("4-com", "4-sis", False),
        ("1e", "1", False),
        ("1-loss", "1", True),
        ("3", "3", True),
    ],
)
def test_a_part_of_a_step_fits_the_step(step, want, does):
    assert fits(Question(key="Q", text="?", purpose="cues", surfaces=("A",), steps=(step,)), want) is does


@patiently
@given(st.integers(0, 100), st.integers(1, 800_000))
def test_a_lot_lies_between_nothing_and_one(good, day):
    assert (
        0
        < draw(Question(key="Q", text="?", purpose="cues", surfaces=("A",), good=good), Wanted(surface="A", day=day))
        <= 1
    )
