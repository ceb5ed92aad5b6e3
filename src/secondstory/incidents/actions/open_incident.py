"""An incident is written down: facts, no judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from secondstory.incidents.actions.write_note import check_client_id
from secondstory.incidents.facts import Facts
from secondstory.incidents.models import Incident
from secondstory.journal.actions import action, record

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def open_incident(
    facts: Facts, *, by: Person, client_id: str = "", source_system: str = "", source_id: str = ""
) -> Incident:
    """Anybody may write down what happened. Sent twice, or imported twice, it is the one already there."""
    check_client_id(client_id)
    if (earlier := _earlier(by, client_id, source_system, source_id)) is not None:
        return earlier
    facts = facts.checked()
    incident = Incident.objects.create(
        **facts.columns(),
        happened_at=facts.happened_at or timezone.now(),
        created_by=by,
        client_id=client_id,
        source_system=source_system,
        source_id=source_id,
    )
    if facts.services:
        incident.services.set(facts.services)
    record("incident.opened", about=incident, by=by, of=str(facts.kind))
    return incident


def _earlier(by: Person, client_id: str, source_system: str, source_id: str) -> Incident | None:
    if client_id:
        return Incident.objects.filter(created_by=by, client_id=client_id).first()
    if source_id:
        return Incident.objects.filter(source_system=source_system, source_id=source_id).first()
    return None
