"""Signals or a note become an incident, so that they can be studied."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from secondstory.incidents.actions.open_incident import open_incident
from secondstory.incidents.facts import Facts
from secondstory.incidents.models import Incident, Kind, Note, NoteAudience, Signal
from secondstory.incidents.moments import Moment, known_zone
from secondstory.incidents.policies import check_can_read
from secondstory.journal.actions import action, record
from secondstory.people.audience import Audience
from secondstory.people.refusals import Refusal
from secondstory.ui.text import shorten

if TYPE_CHECKING:
    from secondstory.people.models import Person

# A promoted line is read by those who read it before, nobody more; its facts can be opened wider later.
NARROWEST_FIRST = (NoteAudience.ME, NoteAudience.TEAM, NoteAudience.ORGANIZATION)
AS_WIDE = {
    NoteAudience.ME: Audience.GROUP,
    NoteAudience.TEAM: Audience.TEAM,
    NoteAudience.ORGANIZATION: Audience.ORGANIZATION,
}


@action
def promote(things: Sequence[Signal] | Sequence[Note], *, by: Person, title: str = "", kind: str = "") -> Incident:
    """The incident made of ``things``. Promoting again gives the same one; others join it."""
    given: list[Signal | Note] = list(things)
    for thing in given:
        check_can_read(thing, by)
        thing.refresh_from_db()
    if not given:
        raise Refusal("Choose at least one signal.", field="signals")
    standing = {thing.incident_id: thing.incident for thing in given if thing.incident}
    if len(standing) > 1:
        raise Refusal("These already belong to different incidents. Choose signals of one.", field="signals")
    incident = next(iter(standing.values()), None)
    if incident is None:
        incident = open_incident(_facts(given, by, title, kind), by=by)
    else:
        check_can_read(incident, by)
    for thing in given:
        if thing.incident_id != incident.pk:
            _join(thing, incident, by)
    return incident


def _facts(things: list[Signal | Note], by: Person, title: str, kind: str) -> Facts:
    narrowest = min(things, key=lambda thing: NARROWEST_FIRST.index(NoteAudience(thing.audience)))
    first = min(things, key=_seen)
    of_teams = {thing.team_id for thing in things if thing.audience == NoteAudience.TEAM}
    text = title or next((thing.text for thing in things if thing.text), "")
    kinds = [thing.kind for thing in things if isinstance(thing, Signal) and thing.kind != Kind.WEAK_SIGNAL]
    precision = first.seen_precision if isinstance(first, Signal) else "minute"
    return Facts(
        title=shorten(text),
        kind=kind or next(iter(kinds), Kind.INCIDENT.value),
        zone=by.zone if known_zone(by.zone) else "UTC",
        team=narrowest.team,
        # What two teams said belongs to neither alone: its words would be read by people who did not read them.
        audience=Audience.GROUP if len(of_teams) > 1 else AS_WIDE[NoteAudience(narrowest.audience)],
        noticed=Moment(_seen(first), precision),
        services=tuple(
            {
                service.pk: service for thing in things if isinstance(thing, Signal) for service in thing.services.all()
            }.values()
        ),
    )


def _seen(thing: Signal | Note) -> datetime:
    return thing.seen_at if isinstance(thing, Signal) else thing.at


def _join(thing: Signal | Note, incident: Incident, by: Person) -> None:
    thing.incident = incident
    if isinstance(thing, Note):
        thing.save(update_fields=["incident"])
        return
    thing.status = Signal.Status.PROMOTED
    thing.save(update_fields=["incident", "status"])
    Note.objects.filter(signal=thing, incident=None).update(incident=incident)
    record("signal.promoted", about=thing, by=by, incident=incident.pk)
