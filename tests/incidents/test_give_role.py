"""Who does what for a study, and that it ends when it is taken back."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.incidents.actions.give_role import give_role
from secondstory.incidents.actions.take_back_role import take_back_role
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal


@pytest.fixture
def study(cast: Cast):
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    return study


@pytest.mark.requirement("R-000-24", "R-001-40")
@pytest.mark.parametrize("role", ["analyst", "presenter", "moderator", "note_taker", "reviewer", "learner"])
def test_a_role_lets_somebody_read_the_study_until_it_is_taken_back(cast: Cast, study, role):
    give_role(study, cast.cy, role, by=cast.ana)
    assert Retrospective.objects.visible_to(cast.cy).exists()
    take_back_role(study, cast.cy, role, by=cast.ana)
    assert not Retrospective.objects.visible_to(cast.cy).exists()


def test_giving_and_taking_twice_change_nothing(cast: Cast, study):
    assert give_role(study, cast.bo, "reviewer", by=cast.ana) == give_role(study, cast.bo, "reviewer", by=cast.ana)
    take_back_role(study, cast.bo, "reviewer", by=cast.ana)
    take_back_role(study, cast.bo, "reviewer", by=cast.ana)
    kinds = list(Event.objects.values_list("kind", flat=True).order_by("seq"))
    assert kinds == ["study.role_given", "study.role_taken_back"]


def test_the_journal_knows(cast: Cast, study):
    give_role(study, cast.bo, "reviewer", by=cast.ana)
    event = Event.objects.get(kind="study.role_given")
    assert (event.by, event.facts) == (cast.ana, {"person": str(cast.bo.pk), "role": "reviewer"})


def test_somebody_else_gives_and_takes_none(cast: Cast, study):
    with pytest.raises(NotFound):
        give_role(study, cast.cy, "reviewer", by=cast.cy)
    builders.role(study, cast.bo, "reviewer")
    with pytest.raises(NotAllowed):
        give_role(study, cast.cy, "reviewer", by=cast.bo)
    with pytest.raises(NotAllowed):
        take_back_role(study, cast.ana, "reviewer", by=cast.bo)


def test_everybody_may_lay_down_a_role_of_their_own(cast: Cast, study):
    builders.role(study, cast.bo, "reviewer")
    take_back_role(study, cast.bo, "reviewer", by=cast.bo)
    assert not study.roles.filter(person=cast.bo).exists()


def test_a_study_keeps_a_facilitator(cast: Cast, study):
    with pytest.raises(Refusal, match="Choose another one"):
        take_back_role(study, cast.ana, "facilitator", by=cast.ana)
    give_role(study, cast.bo, "facilitator", by=cast.ana)
    assert study.roles.get(role="facilitator").person == cast.bo


def test_a_role_that_is_not_there_is_told(cast: Cast, study):
    with pytest.raises(Refusal) as refused:
        give_role(study, cast.bo, "judge", by=cast.ana)
    assert refused.value.field == "role"
