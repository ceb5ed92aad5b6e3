"""The table of moves: each one opens when its needs are met, and holds while one of them is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.people.refusals import Refusal
from secondstory.recommendations.actions.decide import decide
from secondstory.recommendations.actions.follow_through import drop, finish, start, take_up_again
from secondstory.recommendations.actions.move import NeedsMore
from secondstory.recommendations.actions.propose import propose, set_back
from secondstory.recommendations.models import Recommendation, Status
from secondstory.recommendations.transitions import IN_WORDS, MOVES, Facts, Move, find_move, moves_from, unmet

ALL_MET = Facts(
    findings=1,
    kind=True,
    strategy=True,
    decider=True,
    owners=1,
    target_date=True,
    done_when=True,
    side_effects=True,
    reason=True,
    look_again_on=True,
    checked_by_another=True,
)
NAMED = {"owner": "owners", "by": "checked_by_another"}
NEEDS = [(move, need) for move in MOVES for need in move.needs]
IDS = [f"{move.key}-{need.field}" for move, need in NEEDS]


def test_the_table_speaks_of_the_states_that_are_stored():
    assert set(IN_WORDS) == set(Status.values)
    assert {state for move in MOVES for state in (move.source, move.target)} == set(Status.values)


def test_what_is_done_moves_no_more():
    assert moves_from("done") == ()


def test_no_step_stands_twice():
    assert len({(move.source, move.target) for move in MOVES}) == len(MOVES)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.key)
def test_it_opens_when_all_is_there(move: Move):
    assert unmet(move, ALL_MET) == ()


@pytest.mark.parametrize(("move", "need"), NEEDS, ids=IDS)
def test_it_holds_while_one_thing_is_missing(move, need):
    name = NAMED.get(need.field, need.field)
    empty = 0 if name in ("findings", "owners") else False
    assert unmet(move, replace(ALL_MET, **{name: empty})) == (need,)


def test_two_owners_are_as_good_as_none():
    plan = find_move("proposed", "planned")
    assert [need.field for need in unmet(plan, replace(ALL_MET, owners=2))] == ["owner"]


# the same through the verbs, in the database


@pytest.fixture
def study(cast: Cast):
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    return study


def plan(it: Recommendation, cast: Cast, **told: object) -> Recommendation:
    whole = {
        "reason": "It is cheap.",
        "owner": cast.bo,
        "target_date": builders.NOON.date(),
        "done_when": "Seen in a drill.",
        "side_effects": "None expected.",
    }
    return decide(it, "do", by=cast.ana, **{**whole, **told})


TAKE = {
    "propose": lambda it, cast: propose(it, by=cast.ana, findings=[builders.finding(it.retrospective)]),
    "set_back": lambda it, cast: set_back(it, by=cast.ana),
    "plan": plan,
    "put_off": lambda it, cast: decide(it, "later", by=cast.ana, reason="Not now.", look_again_on=builders.NOON.date()),
    "turn_down": lambda it, cast: decide(it, "not", by=cast.ana, reason="One path of many."),
    "start": lambda it, cast: start(it, by=cast.ana),
    "drop_planned": lambda it, cast: drop(it, "One path of many.", by=cast.ana),
    "drop_started": lambda it, cast: drop(it, "One path of many.", by=cast.ana),
    "finish": lambda it, cast: finish(it, "I saw it in the drill.", by=cast.ana),
    "take_up": lambda it, cast: take_up_again(it, "It came back.", by=cast.ana),
}


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.key)
def test_each_move_is_taken_and_remembered(study, cast, move):
    it = builders.recommendation(study, status=move.source, owner=cast.bo)
    TAKE[move.key](it, cast)
    it.refresh_from_db()
    assert it.status == move.target
    assert [(row.source, row.target, row.created_by) for row in it.status_changes.all()] == [
        (move.source, move.target, cast.ana)
    ]


REFUSED = {
    "propose": (lambda it, cast: propose(it, by=cast.ana), {"findings"}),
    "plan": (
        lambda it, cast: decide(it, "do", by=cast.ana, reason=""),
        {"reason", "owner", "target_date", "done_when", "side_effects"},
    ),
    "put_off": (lambda it, cast: decide(it, "later", by=cast.ana, reason=" "), {"reason", "look_again_on"}),
    "turn_down": (lambda it, cast: decide(it, "not", by=cast.ana, reason=""), {"reason"}),
    "drop_planned": (lambda it, cast: drop(it, "", by=cast.ana), {"reason"}),
    "drop_started": (lambda it, cast: drop(it, "", by=cast.ana), {"reason"}),
    "finish": (lambda it, cast: finish(it, "", by=cast.bo), {"reason", "by"}),
    "take_up": (lambda it, cast: take_up_again(it, "", by=cast.ana), {"reason"}),
}


@pytest.mark.parametrize("key", REFUSED)
def test_each_move_that_needs_something_names_it_and_changes_nothing(study, cast, key):
    move = next(move for move in MOVES if move.key == key)
    take, fields = REFUSED[key]
    it = builders.recommendation(study, status=move.source, owner=None if key == "plan" else cast.bo)
    with pytest.raises(NeedsMore) as held:
        take(it, cast)
    assert set(held.value.fields) == fields
    it.refresh_from_db()
    assert (it.status, it.status_changes.count()) == (move.source, 0)


def test_a_person_and_a_team_cannot_both_own_it(study, cast):
    it = builders.recommendation(study, status="proposed")
    with pytest.raises(NeedsMore, match="Name one owner"):
        plan(it, cast, owner_team=cast.storage)


STRAIGHT = [
    ("idea", plan),
    ("idea", lambda it, cast: start(it, by=cast.ana)),
    ("proposed", lambda it, cast: start(it, by=cast.ana)),
    ("proposed", lambda it, cast: drop(it, "No.", by=cast.ana)),
    ("planned", lambda it, cast: finish(it, "Seen.", by=cast.ana)),
    ("planned", lambda it, cast: set_back(it, by=cast.ana)),
    ("done", lambda it, cast: drop(it, "No.", by=cast.ana)),
    ("done", lambda it, cast: start(it, by=cast.ana)),
    ("dropped", lambda it, cast: start(it, by=cast.ana)),
]


@pytest.mark.parametrize(("source", "take"), STRAIGHT)
def test_no_move_is_taken_that_the_table_does_not_have(study, cast, source, take):
    it = builders.recommendation(study, status=source, owner=cast.bo)
    with pytest.raises(Refusal):
        take(it, cast)
    it.refresh_from_db()
    assert it.status == source
