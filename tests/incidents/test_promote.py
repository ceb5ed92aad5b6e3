"""Signals or a note become an incident, so that they can be studied."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.incidents.actions.promote import promote
from secondstory.incidents.models import Incident
from secondstory.journal.models import Event
from secondstory.people.models import Service, TeamMembership
from secondstory.people.refusals import NotFound, Refusal


@pytest.fixture
def signal(cast: Cast):
    return builders.signal(cast.ana, audience="team", team=cast.storage, kind="near_miss")


def test_a_signal_becomes_an_incident_with_its_facts(cast: Cast, signal):
    signal.services.add(Service.objects.create(name="Uploads", slug="uploads"))
    incident = promote([signal], by=cast.bo)
    signal.refresh_from_db()
    assert (signal.status, signal.incident) == ("promoted", incident)
    assert (incident.title, incident.kind, incident.noticed_at) == (signal.text, "near_miss", builders.NOON)
    assert [service.slug for service in incident.services.all()] == ["uploads"]


def test_nobody_reads_more_of_it_than_before(cast: Cast, signal):
    incident = promote([signal, builders.signal(cast.bo)], by=cast.bo)
    assert (incident.audience, incident.team) == ("team", cast.storage)
    assert not Incident.objects.visible_to(cast.cy).exists()


def test_a_private_note_becomes_an_incident_only_its_author_reads(cast: Cast):
    promote([builders.note(cast.ana, audience="me")], by=cast.ana)
    assert not Incident.objects.visible_to(cast.bo).exists()
    assert Incident.objects.visible_to(cast.ana).exists()


def test_its_notes_come_along(cast: Cast, signal):
    note = builders.note(cast.ana, signal=signal)
    incident = promote([signal], by=cast.bo)
    assert list(incident.notes.all()) == [note]


def test_promoting_twice_gives_the_same_incident(cast: Cast, signal):
    first = promote([signal], by=cast.bo)
    assert promote([signal], by=cast.ana) == first
    assert Incident.objects.count() == 1
    assert Event.objects.filter(kind="signal.promoted").count() == 1


def test_another_signal_joins_the_incident(cast: Cast, signal):
    first = promote([signal], by=cast.bo)
    late = builders.signal(None)
    assert promote([signal, late], by=cast.bo) == first
    assert first.signals.count() == 2


def test_a_note_promoted_twice_gives_the_same_incident(cast: Cast):
    note = builders.note(cast.ana, audience="organization")
    assert promote([note], by=cast.ana) == promote([note], by=cast.ana)


def test_signals_of_two_incidents_are_not_mixed(cast: Cast, signal):
    other = builders.signal(cast.bo)
    promote([signal], by=cast.bo)
    promote([other], by=cast.bo)
    with pytest.raises(Refusal, match="different incidents"):
        promote([signal, other], by=cast.bo)


def test_somebody_who_does_not_read_it_does_not_promote_it(cast: Cast, signal):
    with pytest.raises(NotFound):
        promote([signal], by=cast.cy)
    assert not Incident.objects.exists()


def test_the_journal_knows(cast: Cast, signal):
    incident = promote([signal], by=cast.bo)
    event = Event.objects.get(kind="signal.promoted")
    assert (event.by, event.facts) == (cast.bo, {"incident": str(incident.pk)})
    assert Event.objects.get(kind="incident.opened").subject_id == incident.pk


def test_one_without_a_name_stays_without_a_name(cast: Cast):
    signal = builders.signal(None)
    promote([signal], by=cast.bo)
    signal.refresh_from_db()
    assert (signal.reporter, signal.created_by) == (None, None)


def test_what_two_teams_said_is_read_by_neither_of_them_alone(cast: Cast):
    """The title is in one team's words; the other team has not read them."""
    TeamMembership.objects.create(team=cast.billing, person=cast.bo)
    signals = [
        builders.signal(cast.bo, "The invoices went out twice.", audience="team", team=cast.billing),
        builders.signal(cast.ana, "The drill was green.", audience="team", team=cast.storage),
    ]
    incident = promote(signals, by=cast.bo)
    assert list(Incident.objects.visible_to(cast.bo)) == [incident]
    for other in (cast.ana, cast.cy):
        assert not Incident.objects.visible_to(other).exists()
