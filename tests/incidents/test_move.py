"""A study moves as the table says, when the guards hold, and the journal knows."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.incidents.actions.move import GuardHolds, move
from secondstory.incidents.models import ConflictCheck
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.playbook.transitions import State


@pytest.fixture
def study(cast: Cast):
    study = builders.study(cast.ana, learning_focus="How we tell copies apart", audience="organization")
    builders.role(study, cast.ana)
    ConflictCheck.objects.create(
        retrospective=study, facilitator=cast.ana, was_involved=False, in_authority=False, owning_expert=False
    )
    return study


def test_it_moves_when_the_guards_hold(study, cast):
    assert move(study, State.GATHERING, by=cast.ana).state == "gathering"


def test_moving_twice_changes_nothing(study, cast):
    move(study, State.GATHERING, by=cast.ana)
    move(study, State.GATHERING, by=cast.ana)
    assert study.state_changes.count() == 1


def test_the_journal_knows(study, cast):
    move(study, State.GATHERING, by=cast.ana)
    event = Event.objects.get(kind="study.moved")
    assert event.by == cast.ana
    assert event.facts == {"source": "opened", "target": "gathering"}


def test_a_stranger_learns_nothing(study, cast):
    with pytest.raises(NotFound):
        move(study, State.GATHERING, by=cast.cy)


def test_a_participant_does_not_move_it(study, cast):
    builders.participant(study, cast.bo)
    with pytest.raises(NotAllowed):
        move(study, State.GATHERING, by=cast.bo)


def test_it_says_everything_that_is_waited_for(study, cast):
    study.learning_focus, study.audience = "", ""
    study.save()
    with pytest.raises(GuardHolds) as held:
        move(study, State.GATHERING, by=cast.ana)
    assert len(held.value.waiting) == 2


def test_it_takes_no_step_the_table_does_not_have(study, cast):
    with pytest.raises(Refusal, match="does not go straight"):
        move(study, State.FINAL, by=cast.ana)


@pytest.mark.requirement("R-002-28")
def test_setting_aside_asks_for_a_reason(study, cast):
    with pytest.raises(Refusal, match="Say in one sentence why"):
        move(study, State.SET_ASIDE, by=cast.ana)
    assert move(study, State.SET_ASIDE, by=cast.ana, reason="Nobody has time", asked_by_role="director").state


def test_it_is_taken_up_again_where_it_was(study, cast):
    move(study, State.GATHERING, by=cast.ana)
    move(study, State.PAUSED, by=cast.ana, reason="A quiet week first")
    with pytest.raises(Refusal, match="taken up again there"):
        move(study, State.OPENED, by=cast.ana)
    assert move(study, State.GATHERING, by=cast.ana).state == "gathering"
