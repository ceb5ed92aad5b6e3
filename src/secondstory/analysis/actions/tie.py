"""What a question leads into: services, and a part of its study's system."""

from __future__ import annotations

from collections.abc import Collection

from secondstory.analysis import policies
from secondstory.analysis.actions.raise_mystery import check_is_part_of
from secondstory.analysis.models import Mystery, SystemPart
from secondstory.journal.actions import action, record
from secondstory.people.models import Person, Service


@action
def tie_question(
    mystery: Mystery, *, by: Person, services: Collection[Service] = (), part: SystemPart | None = None
) -> Mystery:
    """All of it said anew: a service left out is none of its services any more."""
    policies.check_can_tend(mystery, by)
    check_is_part_of(mystery.retrospective, part)
    mystery.refresh_from_db(fields=["part"])
    if mystery.part_id == (part.pk if part else None) and set(mystery.services.all()) == set(services):
        return mystery
    mystery.part = part
    mystery.save(update_fields=["part"])
    mystery.services.set(services)
    record("mystery.tied", about=mystery, by=by)
    return mystery
