from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_contribute
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.timeline.actions.told import Told, check_told
from secondstory.timeline.models import Entry
from secondstory.timeline.order import next_tie


@action
def add_entry(
    study: Retrospective,
    told: Told,
    *,
    by: Person,
    source_system: str = "",
    source_id: str = "",
    was: Mapping[str, Any] | None = None,
) -> Entry:
    """Add one entry, after those of the same instant.

    Safe to call twice: with a source, the entry of that source comes back as it stands now (edited, or the marker
    of one that was taken out); without one, the entry with the same words at the same moment in the same lane.
    """
    check_can_contribute(study, by)
    told = check_told(told, study)
    if source_id:
        known = Entry.everything.filter(retrospective=study, source_system=source_system, source_id=source_id)
    else:
        known = Entry.objects.filter(
            retrospective=study, at=told.at, precision=told.precision, lane=told.lane, text=told.text
        )
    found: Entry | None = known.in_order().first()
    if found:
        return found
    entry = Entry(
        retrospective=study,
        created_by=by,
        tie=next_tie(ties_at(study, told.at)),
        source_system=source_system,
        source_id=source_id,
        was=dict(was or {}),
        **fields_of(told),
    )
    entry.save(force_insert=True)
    record("entry.added", about=entry, by=by, study=study.pk, precision=told.precision)
    return entry


def ties_at(study: Retrospective, at: datetime) -> list[int]:
    """The ties taken at an instant, markers included: a marker keeps its place."""
    return list(Entry.everything.filter(retrospective=study, at=at).values_list("tie", flat=True))


def fields_of(told: Told) -> dict[str, Any]:
    return {field.name: getattr(told, field.name) for field in fields(told)}
