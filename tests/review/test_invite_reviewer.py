"""Asking somebody to read gives them the study to read."""

from __future__ import annotations

import pytest

from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.review.actions.rounds import invite_reviewer, open_round
from secondstory.review.models import Invited


@pytest.fixture
def study(analysed, cast):
    open_round(analysed, by=cast.ana, reviewers=[])
    return analysed


def test_whoever_is_asked_reads_the_study_and_the_journal_knows(study, cast):
    assert not Retrospective.objects.visible_to(cast.cy).exists()
    invite_reviewer(study, cast.cy, by=cast.ana)
    assert Retrospective.objects.visible_to(cast.cy).get() == study
    event = Event.objects.get(kind="round.invited")
    assert event.facts["person"] == str(cast.cy.pk)


def test_twice_is_one_invitation(study, cast):
    assert invite_reviewer(study, cast.bo, by=cast.ana) == invite_reviewer(study, cast.bo, by=cast.ana)
    assert Event.objects.filter(kind="round.invited").count() == 1


def test_only_the_facilitator_asks_people(study, cast):
    with pytest.raises(NotFound):
        invite_reviewer(study, cast.bo, by=cast.cy)
    invite_reviewer(study, cast.bo, by=cast.ana)
    with pytest.raises(NotAllowed):
        invite_reviewer(study, cast.cy, by=cast.bo)
    assert [one.person for one in Invited.objects.all()] == [cast.bo]


def test_the_facilitator_is_not_asked_to_review_their_own_text(study, cast):
    with pytest.raises(Refusal, match="first time"):
        invite_reviewer(study, cast.ana, by=cast.ana)


def test_who_left_is_not_asked(study, cast):
    cast.bo.is_active = False
    cast.bo.save()
    with pytest.raises(Refusal, match="has left"):
        invite_reviewer(study, cast.bo, by=cast.ana)


def test_without_a_round_nobody_is_asked(analysed, cast):
    with pytest.raises(Refusal, match="Open one first"):
        invite_reviewer(analysed, cast.bo, by=cast.ana)
