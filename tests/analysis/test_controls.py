"""Controls outlive studies; a study says how each fared."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.controls import assess_control, find_control, keep_control
from secondstory.analysis.models import ControlAssessment, Outcome, SafetyControl
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.models import Service
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal

PAGER = {"sentence": "Wakes someone when the standby falls behind.", "type": "detect"}


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    return study


@pytest.mark.requirement("R-004-65")
def test_anybody_adds_a_control_and_the_journal_knows(cast):
    control = keep_control("Lag pager", by=cast.cy, **PAGER)
    assert control.created_by == cast.cy
    assert Event.objects.filter(kind="safety_control.added", subject_id=control.pk).count() == 1


def test_adding_the_same_twice_changes_nothing(cast):
    assert keep_control("Lag pager", by=cast.ana, **PAGER) == keep_control("Lag pager", by=cast.ana, **PAGER)
    assert Event.objects.filter(kind="safety_control.added").count() == 1


def test_one_name_is_one_control(cast):
    keep_control("Lag pager", by=cast.ana, **PAGER)
    with pytest.raises(Conflict, match="in the catalogue already"):
        keep_control("lag PAGER", by=cast.ana, sentence="Something else.", type="prevent")


def test_two_teams_may_have_one_of_the_same_name(cast):
    ours = keep_control("Lag pager", by=cast.ana, team=cast.storage, **PAGER)
    theirs = keep_control("Lag pager", by=cast.cy, team=cast.billing, **PAGER)
    assert ours != theirs
    assert find_control("lag pager ", cast.storage) == ours
    assert find_control("Lag pager") is None


def test_the_team_that_looks_after_it_describes_it(cast):
    control = keep_control("Lag pager", by=cast.ana, team=cast.storage, **PAGER)
    keep_control("Lag pager", by=cast.bo, team=cast.storage, control=control, sentence="Rings.", type="detect")
    control.refresh_from_db()
    assert control.sentence == "Rings."
    with pytest.raises(NotAllowed):
        keep_control("Lag pager", by=cast.cy, team=cast.storage, control=control, **PAGER)
    assert Event.objects.filter(kind="safety_control.changed").count() == 1


def test_describing_it_as_it_is_changes_nothing(cast):
    service = Service.objects.create(name="Storage", slug="storage")
    control = keep_control("Lag pager", by=cast.ana, services=[service], **PAGER)
    keep_control("Lag pager", by=cast.ana, services=[service], control=control, **PAGER)
    assert not Event.objects.filter(kind="safety_control.changed").exists()


def test_a_control_knows_seven_outcomes(study, cast):
    assert len(Outcome.values) == 7
    for outcome in Outcome.values:
        assessed = assess_control(study, builders.control(outcome), by=cast.ana, outcome=outcome, how="So.")
        assert assessed.outcome == outcome


@pytest.mark.requirement("R-004-40", "R-004-43", "R-004-64")
def test_a_study_says_it_anew_and_once(study, cast):
    control = builders.control()
    assess_control(study, control, by=cast.ana, outcome="unknown")
    assess_control(study, control, by=cast.ana, outcome="too_late", how="Read for the first time the day after.")
    assess_control(study, control, by=cast.ana, outcome="too_late", how="Read for the first time the day after.")
    assert ControlAssessment.objects.get(retrospective=study).outcome == "too_late"
    assert Event.objects.filter(kind="control_assessment.changed").count() == 1


def test_how_it_fared_is_the_facilitators(study, cast):
    builders.participant(study, cast.bo)
    with pytest.raises(NotAllowed):
        assess_control(study, builders.control(), by=cast.bo)
    with pytest.raises(NotFound):
        assess_control(study, builders.control("Another"), by=cast.cy)


def test_an_eighth_outcome_is_not_there(study, cast):
    with pytest.raises(Refusal, match="held, partly_held, did_not_act"):
        assess_control(study, builders.control(), by=cast.ana, outcome="ignored")


def test_the_catalogue_outlives_the_study(study, cast):
    assess_control(study, builders.control(), by=cast.ana, how="It rang.")
    ControlAssessment.objects.all().delete()
    assert SafetyControl.objects.count() == 1


def test_words_about_a_control_that_is_there_are_not_dropped(cast):
    told = {"sentence": "Wakes someone.", "type": "detect"}
    known = keep_control("Lag pager", by=cast.ana, **told)
    assert keep_control("Lag pager", by=cast.bo, **told) == known
    with pytest.raises(Conflict):
        keep_control("Lag pager", by=cast.bo, **told, assumes="Somebody carries the pager.")
