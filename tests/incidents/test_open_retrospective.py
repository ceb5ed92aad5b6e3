"""A retrospective is opened on an incident, with today's process and its due dates."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from tests import builders
from tests.cast import Cast

from secondstory.incidents.actions.open_retrospective import open_retrospective
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal
from secondstory.playbook.models import ProcessVersion

THURSDAY = datetime(2026, 4, 30, 22, 30, tzinfo=UTC)


@pytest.fixture
def incident(cast: Cast):
    ProcessVersion.objects.update(valid_from=datetime(2020, 1, 1, tzinfo=UTC))
    return builders.incident(cast.ana, team=cast.storage, zone="Europe/Amsterdam")


def test_it_takes_over_what_the_incident_knows(cast: Cast, incident):
    study = open_retrospective(incident, by=cast.bo)
    assert (study.title, study.zone, study.team) == (incident.title, "Europe/Amsterdam", cast.storage)
    assert (study.state, study.work_open_to, study.audience) == ("opened", "group", "")


def test_its_due_dates_are_working_days_of_its_own_zone(cast: Cast, incident):
    with time_machine.travel(THURSDAY, tick=False):  # Friday, 1 May in Amsterdam
        study = open_retrospective(incident, by=cast.bo)
    due = dict(study.deadlines.values_list("stage", "due_date"))
    assert due["capture"] == date(2026, 5, 1)
    assert due["accounts"] == date(2026, 5, 4)
    assert due["timeline"] == date(2026, 5, 8)
    assert set(due) == {stage.key for stage in study.process_version.process.stages}


def test_invariant_14_it_keeps_the_process_of_its_day_for_life(cast: Cast, incident):
    first = open_retrospective(incident, by=cast.bo)
    version = ProcessVersion.objects.get(number=1)
    newer = ProcessVersion.objects.create(
        name=version.name, number=2, valid_from=THURSDAY, why="Fewer days", data={**version.data, "number": 2}
    )
    newer.reviews.create(team=cast.storage, created_by=cast.ana)
    assert open_retrospective(incident, by=cast.bo).process_version == newer
    first.refresh_from_db()
    assert first.process_version == version
    with pytest.raises(IntegrityError), transaction.atomic():
        Retrospective.objects.filter(pk=first.pk).update(process_version=newer)


def test_a_process_of_tomorrow_is_not_used_today(cast: Cast, incident):
    version = ProcessVersion.objects.get(number=1)
    later = ProcessVersion.objects.create(
        name=version.name, number=2, valid_from=datetime(2199, 1, 1, tzinfo=UTC), why="Later", data=version.data
    )
    later.reviews.create(team=cast.storage, created_by=cast.ana)
    assert open_retrospective(incident, by=cast.bo).process_version == version


def test_an_incident_may_be_studied_again_years_later(cast: Cast, incident):
    first = builders.study(cast.ana, incident=incident, state="final", finalized_at=builders.NOON)
    second = open_retrospective(incident, by=cast.ana, title="What do we see now?", previous=first)
    assert (second.previous, second.incident) == (first, incident)
    assert list(first.revisits.all()) == [second]


def test_a_study_in_motion_is_not_revisited(cast: Cast, incident):
    first = builders.study(cast.ana, incident=incident)
    with pytest.raises(Refusal, match="still in motion"):
        open_retrospective(incident, by=cast.ana, previous=first)


def test_a_study_of_another_incident_is_not_revisited(cast: Cast, incident):
    other = builders.study(cast.ana, state="final", finalized_at=builders.NOON)
    with pytest.raises(Refusal, match="another incident"):
        open_retrospective(incident, by=cast.ana, previous=other)


def test_opening_it_twice_opens_it_once(cast: Cast, incident):
    first = open_retrospective(incident, by=cast.bo, client_id="r1")
    assert open_retrospective(incident, by=cast.bo, client_id="r1") == first
    assert first.deadlines.count() == 8


def test_importing_it_twice_opens_it_once(cast: Cast, incident):
    source = {"source_system": "markdown", "source_id": "2026-03.md"}
    assert open_retrospective(incident, by=cast.bo, **source) == open_retrospective(incident, by=cast.bo, **source)


def test_the_journal_knows(cast: Cast, incident):
    study = open_retrospective(incident, by=cast.bo)
    event = Event.objects.get(kind="study.opened")
    assert (event.subject_id, event.by) == (study.pk, cast.bo)
    assert event.facts == {"incident": str(incident.pk), "process": 1}


def test_whoever_opened_it_reads_it_and_others_do_not_yet(cast: Cast, incident):
    open_retrospective(incident, by=cast.bo)
    reading = [bool(Retrospective.objects.visible_to(who)) for who in (cast.bo, cast.ana, cast.cy, None)]
    assert reading == [True, False, False, False]


def test_somebody_who_does_not_read_the_incident_opens_nothing(cast: Cast, incident):
    incident.audience = "team"
    incident.save()
    with pytest.raises(NotFound):
        open_retrospective(incident, by=cast.cy)
    assert not Retrospective.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"title": "a" * 1_000_000}, "title"),
        ({"learning_focus": "a\x00"}, "learning_focus"),
        ({"depth": "bottomless"}, "depth"),
        ({"work_open_to": "public"}, "work_open_to"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(cast: Cast, incident, wrong, field):
    with pytest.raises(Refusal) as refused:
        open_retrospective(incident, by=cast.bo, **wrong)
    assert refused.value.field == field
    assert not Retrospective.objects.exists()
