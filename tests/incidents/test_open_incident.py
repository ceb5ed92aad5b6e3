"""An incident is written down, and its facts are corrected: facts, no judgement."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from tests import builders
from tests.cast import Cast

from secondstory.incidents.actions.change_incident import change_incident
from secondstory.incidents.actions.open_incident import open_incident
from secondstory.incidents.facts import Facts, facts_of
from secondstory.incidents.models import Incident
from secondstory.incidents.moments import read_moment
from secondstory.journal.models import Event
from secondstory.people.models import Service
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

FACTS = Facts(
    title="The standby fell behind and nobody was told",
    kind="near_miss",
    zone="Europe/Amsterdam",
    started=read_moment("about 2026-03-02 14:00", "Europe/Amsterdam"),
    ended=read_moment("2026-03-02 15:27", "Europe/Amsterdam"),
)


def at(text: str):
    return read_moment(text, "Europe/Amsterdam")


def test_facts_are_written_down(cast: Cast):
    incident = open_incident(FACTS, by=cast.ana)
    assert (incident.title, incident.kind, incident.zone) == (FACTS.title, "near_miss", "Europe/Amsterdam")
    assert (incident.started_at.hour, incident.started_precision) == (13, "hour")
    assert incident.happened_at == incident.started_at


def test_without_any_moment_it_stands_where_it_was_written_down(cast: Cast):
    incident = open_incident(Facts("Something went quiet"), by=cast.ana)
    assert abs((incident.happened_at - incident.created_at).total_seconds()) < 1


def test_opening_it_twice_opens_it_once(cast: Cast):
    assert open_incident(FACTS, by=cast.ana, client_id="i1") == open_incident(FACTS, by=cast.ana, client_id="i1")
    imported = {"source_system": "markdown", "source_id": "2026-03.md"}
    assert open_incident(FACTS, by=cast.ana, **imported) == open_incident(FACTS, by=cast.bo, **imported)
    assert Incident.objects.count() == 2


def test_the_journal_knows(cast: Cast):
    open_incident(FACTS, by=cast.ana)
    event = Event.objects.get(kind="incident.opened")
    assert (event.by, event.facts) == (cast.ana, {"of": "near_miss"})


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "a" * 1_000_000}, "title"),
        ({"title": "a\x00"}, "title"),
        ({"title": "a\ud800"}, "title"),
        ({"impact": "a\x00"}, "impact"),
        ({"zone": "Europe/Atlantis"}, "zone"),
        ({"kind": "weak_signal"}, "kind"),
        ({"audience": "everyone"}, "audience"),
        ({"audience": "team"}, "team"),
        ({"ended": at("2026-03-02 13:59")}, "ended"),
        ({"mitigated": at("2026-03-01")}, "mitigated"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_written(cast: Cast, wrong, field):
    with pytest.raises(Refusal) as refused:
        open_incident(replace(FACTS, **wrong), by=cast.ana)
    assert refused.value.field == field
    assert not Incident.objects.exists()


def test_direction_marks_do_not_enter_a_title(cast: Cast):
    assert open_incident(Facts("pay\u202eroll"), by=cast.ana).title == "payroll"


def test_it_may_be_noticed_before_it_starts(cast: Cast):
    assert open_incident(replace(FACTS, noticed=at("2026-03-01")), by=cast.ana)


def test_the_database_itself_refuses_an_end_before_the_start(cast: Cast):
    incident = open_incident(FACTS, by=cast.ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(ended_at=at("2026-03-01").at)


# --- corrected


@pytest.fixture
def incident(cast: Cast):
    return open_incident(replace(FACTS, team=cast.storage), by=cast.ana)


def test_a_colleague_corrects_the_facts(cast: Cast, incident):
    uploads = Service.objects.create(name="Uploads", slug="uploads")
    change_incident(
        incident, replace(facts_of(incident), ended=at("2026-03-02 16:00"), services=(uploads,)), by=cast.bo
    )
    incident.refresh_from_db()
    assert incident.ended_at == at("2026-03-02 16:00").at
    assert list(incident.services.all()) == [uploads]
    assert Event.objects.get(kind="incident.changed").by == cast.bo


def test_somebody_in_a_study_of_it_corrects_the_facts(cast: Cast, incident):
    builders.participant(builders.study(cast.ana, incident=incident), cast.cy)
    assert change_incident(incident, replace(facts_of(incident), title="Quiet"), by=cast.cy).title == "Quiet"


def test_a_reader_from_elsewhere_does_not(cast: Cast, incident):
    with pytest.raises(NotAllowed):
        change_incident(incident, replace(facts_of(incident), title="Other"), by=cast.cy)
    Incident.objects.update(audience="team")
    with pytest.raises(NotFound):
        change_incident(incident, replace(facts_of(incident), title="Other"), by=cast.cy)
    assert Incident.objects.get().title == FACTS.title


def test_the_same_facts_again_change_nothing(cast: Cast, incident):
    change_incident(incident, facts_of(incident), by=cast.ana)
    assert not Event.objects.filter(kind="incident.changed").exists()


def test_a_moment_taken_out_again_is_gone(cast: Cast, incident):
    change_incident(incident, replace(facts_of(incident), started=None), by=cast.ana)
    incident.refresh_from_db()
    assert incident.started_at is None
    assert incident.happened_at == incident.ended_at
