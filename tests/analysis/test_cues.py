"""Signs, checks and tricks that experience teaches, and what was understood: held apart from what is to change."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.cues import change_cue, tell_cue
from secondstory.analysis.actions.known_here import take_out
from secondstory.analysis.models import Cue
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.models import Service
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

SIGN = "The copy tool is silent for longer than a coffee."

pytestmark = pytest.mark.requirement("R-002-04", "R-002-76", "R-003-33")


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, team=cast.storage)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


@pytest.mark.parametrize("kind", ["sign", "check", "trick", "judgment", "insight"])
def test_each_kind_is_told_and_the_journal_knows(cast, kind):
    for _ in range(2):
        cue = tell_cue(SIGN, by=cast.bo, kind=kind, tells="It waits for a checkpoint.", domain="replication")
    assert (cue.kind, cue.tells, cue.domain) == (kind, "It waits for a checkpoint.", "replication")
    assert Cue.objects.count() == 1
    assert Event.objects.filter(kind="cue.told", by=cast.bo).count() == 1


def test_the_same_sign_of_another_service_is_another_one(cast):
    service = Service.objects.create(name="Copying", slug="copying")
    first = tell_cue(SIGN, by=cast.bo)
    for _ in range(2):
        other = tell_cue(SIGN, by=cast.bo, services=[service])
    assert list(other.services.all()) == [service]
    assert Cue.objects.count() == 2
    assert tell_cue(SIGN, by=cast.bo) == first


def test_nobody_opens_wider_what_somebody_else_told(study, cast):
    cue = tell_cue(SIGN, by=cast.bo, study=study, audience="group")
    with pytest.raises(Refusal, match="chose who reads it"):
        change_cue(cue, by=cast.ana, audience="organization")
    assert change_cue(cue, by=cast.bo, audience="organization").audience == "organization"


def test_a_kind_that_is_none_is_refused(cast):
    with pytest.raises(Refusal) as refused:
        tell_cue(SIGN, by=cast.bo, kind="verdict")
    assert refused.value.field == "kind"


@pytest.mark.requirement("R-002-37", "R-002-41")
def test_an_insight_stands_with_its_study_and_apart_from_recommendations(study, cast):
    cue = tell_cue("Silence is how that tool works.", by=cast.bo, kind="insight", study=study, audience="group")
    assert list(study.cues.all()) == [cue]
    assert not study.recommendations.exists()
    assert not Cue.objects.visible_to(cast.cy).exists()


def test_without_a_name_no_name_is_stored_anywhere(study, cast):
    cue = tell_cue(SIGN, by=cast.bo, study=study, anonymous=True)
    assert (cue.told_by, cue.created_by) == (None, None)
    assert not any(str(cast.bo.pk) in str(row) for row in [*Cue.objects.values(), *Event.objects.values()])
    with pytest.raises(NotAllowed):
        change_cue(cue, by=cast.bo, text="Another one.")


def test_it_is_changed_by_whoever_told_it(cast):
    cue = tell_cue(SIGN, by=cast.bo)
    with pytest.raises(NotAllowed):
        change_cue(cue, by=cast.cy, text="Another one.")
    for _ in range(2):
        change_cue(cue, by=cast.bo, tells="It waits.", audience="team")
    assert Event.objects.filter(kind="cue.changed").count() == 1
    with pytest.raises(NotFound):
        change_cue(cue, by=cast.cy, text="Another one.")


def test_it_is_taken_out_by_whoever_told_it(cast):
    cue = tell_cue(SIGN, by=cast.bo)
    with pytest.raises(NotAllowed):
        take_out(cue, by=cast.cy)
    for _ in range(2):
        take_out(cue, by=cast.bo)
    assert not Cue.objects.exists()
    assert Event.objects.filter(kind="cue.taken_out").count() == 1
