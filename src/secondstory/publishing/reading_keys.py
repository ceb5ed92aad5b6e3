"""The keys somebody holds in the index."""

from __future__ import annotations

from secondstory.incidents.models import Participant, StudyRole
from secondstory.people.audience import Reader
from secondstory.search import keys


def keys_of_reader(who: Reader) -> frozenset[str]:
    """Theirs, their teams', and those of every study they have a part in (one statement)."""
    if who.person_id is None:
        return keys.of_reader(who)
    roles = StudyRole.objects.filter(person_id=who.person_id).order_by().values_list("retrospective_id", flat=True)
    parts = Participant.objects.filter(person_id=who.person_id, left_at=None)
    return keys.of_reader(who, roles.union(parts.order_by().values_list("retrospective_id", flat=True)))
