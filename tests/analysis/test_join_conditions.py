"""Conditions are joined as a set: both ways, without rank."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.conditions import join_conditions
from secondstory.analysis.actions.strengths import name_condition
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


@pytest.mark.requirement("R-002-45", "R-003-19")
def test_joining_goes_both_ways_and_the_journal_knows(study, cast):
    one, other = (name_condition(study, text, by=cast.ana) for text in ("It was night.", "The tool was silent."))
    join_conditions(one, [other], by=cast.ana)
    assert list(other.joined_with.all()) == [one]
    assert Event.objects.filter(kind="condition.joined").count() == 1


def test_joining_again_and_with_itself_says_nothing(study, cast):
    one, other = (name_condition(study, text, by=cast.ana) for text in ("It was night.", "The tool was silent."))
    join_conditions(one, [other], by=cast.ana)
    join_conditions(one, [other, one], by=cast.ana)
    assert list(one.joined_with.all()) == [other]
    assert Event.objects.filter(kind="condition.joined").count() == 1


def test_joining_with_none_takes_it_apart(study, cast):
    one, other = (name_condition(study, text, by=cast.ana) for text in ("It was night.", "The tool was silent."))
    join_conditions(one, [other], by=cast.ana)
    join_conditions(other, [], by=cast.ana)
    assert not one.joined_with.exists()


def test_one_of_another_study_is_refused(study, cast):
    one = name_condition(study, "It was night.", by=cast.ana)
    elsewhere = builders.study(cast.ana, "How did the queue fill?", incident=study.incident)
    builders.role(elsewhere, cast.ana)
    other = name_condition(elsewhere, "The queue was small.", by=cast.ana)
    with pytest.raises(Refusal, match="another study"):
        join_conditions(one, [other], by=cast.ana)
    assert not one.joined_with.exists()


def test_bo_joins_his_own_and_leaves_those_of_ana(study, cast):
    hers, his = name_condition(study, "It was night.", by=cast.ana), name_condition(study, "It rained.", by=cast.bo)
    join_conditions(his, [hers], by=cast.bo)
    with pytest.raises(NotAllowed):
        join_conditions(hers, [], by=cast.bo)
    with pytest.raises(NotFound):
        join_conditions(hers, [], by=cast.cy)
    assert list(hers.joined_with.all()) == [his]
