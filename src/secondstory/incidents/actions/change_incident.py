"""The facts of an incident are corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.incidents.facts import Facts, facts_of
from secondstory.incidents.models import Incident
from secondstory.incidents.policies import check_can_change_incident
from secondstory.journal.actions import action, record

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def change_incident(incident: Incident, facts: Facts, *, by: Person) -> Incident:
    """Replace the facts. What final studies say about it stays as they said it: an edition is its own copy."""
    check_can_change_incident(incident, by)
    incident.refresh_from_db()
    facts = facts.checked()
    was, now = facts_of(incident).columns(), facts.columns()
    changed = [name for name, value in now.items() if was[name] != value]
    if {s.pk for s in facts.services} != set(incident.services.values_list("pk", flat=True)):
        incident.services.set(facts.services)
        changed.append("services")
    if not changed:
        return incident
    for name, value in now.items():
        setattr(incident, name, value)
    incident.happened_at = facts.happened_at or incident.created_at
    incident.save()
    record("incident.changed", about=incident, by=by, fields=len(changed))
    return incident
