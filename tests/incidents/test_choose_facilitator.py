"""One person carries the study, and says how near they are to it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests import builders
from tests.cast import Cast

from secondstory.incidents.actions.answer_conflict_check import answer_conflict_check
from secondstory.incidents.actions.choose_facilitator import choose_facilitator
from secondstory.incidents.guards import conflict_answered
from secondstory.incidents.models import ConflictCheck, Retrospective
from secondstory.incidents.policies import can_facilitate
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

NO = {"was_involved": False, "in_authority": False, "owning_expert": False}


@pytest.fixture
def study(cast: Cast):
    return builders.study(cast.ana)


def test_whoever_opened_it_chooses_who_carries_it(cast: Cast, study):
    choose_facilitator(study, cast.bo, by=cast.ana)
    assert can_facilitate(study, cast.bo)
    assert not can_facilitate(study, cast.ana)


@pytest.mark.requirement("R-002-27")
def test_there_is_one_and_a_new_one_takes_over(cast: Cast, study):
    choose_facilitator(study, cast.bo, by=cast.ana)
    choose_facilitator(study, cast.cy, by=cast.bo)
    assert [role.person for role in study.roles.filter(role="facilitator")] == [cast.cy]
    assert not Retrospective.objects.visible_to(cast.bo).exists()


def test_choosing_the_same_twice_changes_nothing(cast: Cast, study):
    role = choose_facilitator(study, cast.ana, by=cast.ana)
    assert choose_facilitator(study, cast.ana, by=cast.ana) == role
    assert Event.objects.filter(kind="study.facilitator_chosen").count() == 1


def test_the_journal_knows(cast: Cast, study):
    choose_facilitator(study, cast.bo, by=cast.ana)
    event = Event.objects.get(kind="study.facilitator_chosen")
    assert (event.by, event.facts) == (cast.ana, {"person": str(cast.bo.pk)})


def test_a_stranger_does_not_choose(cast: Cast, study):
    with pytest.raises(NotFound):
        choose_facilitator(study, cast.cy, by=cast.cy)
    builders.participant(study, cast.bo)
    with pytest.raises(NotAllowed):
        choose_facilitator(study, cast.bo, by=cast.bo)
    assert not study.roles.exists()


def test_a_steward_who_reads_it_helps_when_the_facilitator_is_gone(cast: Cast, study):
    choose_facilitator(study, cast.bo, by=cast.ana)
    builders.grant(cast.cy, "steward")
    with pytest.raises(NotFound):
        choose_facilitator(study, cast.cy, by=cast.cy)
    builders.participant(study, cast.cy)
    assert choose_facilitator(study, cast.ana, by=cast.cy).person == cast.ana


def test_somebody_who_left_is_not_chosen(cast: Cast, study):
    cast.bo.is_active = False
    with pytest.raises(Refusal, match="has left"):
        choose_facilitator(study, cast.bo, by=cast.ana)


# --- how near


@pytest.fixture
def carried(cast: Cast, study):
    choose_facilitator(study, cast.bo, by=cast.ana)
    return study


def test_three_noes_need_no_reason(cast: Cast, carried):
    answer_conflict_check(carried, by=cast.bo, **NO)
    assert conflict_answered(carried)


@pytest.mark.parametrize("question", sorted(NO))
def test_invariant_16_any_yes_comes_with_a_reason(cast: Cast, carried, question):
    answers = {**NO, question: True}
    with pytest.raises(Refusal, match="all the same") as refused:
        answer_conflict_check(carried, by=cast.bo, **answers, reason="  ")
    assert refused.value.field == "reason"
    assert not conflict_answered(carried)
    answer_conflict_check(carried, by=cast.bo, **answers, reason="Nobody else speaks the vendor's language.")
    assert conflict_answered(carried)


@pytest.mark.parametrize("question", sorted(NO))
def test_invariant_16_the_database_itself_asks_for_the_reason(cast: Cast, carried, question):
    with pytest.raises(IntegrityError), transaction.atomic():
        builders.conflict_check(carried, cast.bo, **{question: True})


@pytest.mark.parametrize("kind", ["decided", "identified", "responded", "diagnosed", "affected"])
def test_invariant_16_a_part_in_the_story_is_not_passed_over_in_silence(cast: Cast, carried, kind):
    builders.participant(carried, cast.bo, involvements=[kind])
    with pytest.raises(Refusal, match="list you") as refused:
        answer_conflict_check(carried, by=cast.bo, **NO)
    assert refused.value.field == "was_involved"
    assert not ConflictCheck.objects.exists()


def test_invariant_16_a_part_that_shows_later_asks_again(cast: Cast, carried):
    answer_conflict_check(carried, by=cast.bo, **NO)
    builders.participant(carried, cast.bo, involvements=["responded"])
    assert not conflict_answered(carried)
    answer_conflict_check(carried, by=cast.bo, **{**NO, "was_involved": True}, reason="We are three people.")
    assert conflict_answered(carried)


def test_invariant_16_somebody_who_reports_to_them_is_authority(cast: Cast, carried):
    builders.participant(carried, cast.cy, reports_to_facilitator=True)
    with pytest.raises(Refusal, match="reports to you") as refused:
        answer_conflict_check(carried, by=cast.bo, **NO)
    assert refused.value.field == "in_authority"


def test_being_interested_is_no_nearness(cast: Cast, carried):
    builders.participant(carried, cast.bo, involvements=["interested"])
    assert answer_conflict_check(carried, by=cast.bo, **NO)


def test_another_facilitator_answers_anew(cast: Cast, carried):
    answer_conflict_check(carried, by=cast.bo, **NO)
    choose_facilitator(carried, cast.cy, by=cast.bo)
    assert not conflict_answered(carried)


def test_nobody_answers_for_the_facilitator(cast: Cast, carried):
    with pytest.raises(NotAllowed):
        answer_conflict_check(carried, by=cast.ana, **NO)
    with pytest.raises(NotFound):
        answer_conflict_check(carried, by=cast.cy, **NO)


def test_answering_the_same_twice_changes_nothing(cast: Cast, carried):
    first = answer_conflict_check(carried, by=cast.bo, **NO)
    assert answer_conflict_check(carried, by=cast.bo, **NO) == first
    event = Event.objects.get(kind="study.conflict_answered")
    assert (event.by, event.facts) == (cast.bo, {})


def test_an_answer_can_be_corrected(cast: Cast, carried):
    answer_conflict_check(carried, by=cast.bo, **NO)
    answer_conflict_check(carried, by=cast.bo, **{**NO, "owning_expert": True}, reason="I wrote the first version.")
    assert ConflictCheck.objects.get().owning_expert
