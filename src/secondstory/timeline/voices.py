"""People's shared accounts in the merged timeline: drawn live, in their author's lane, beside the entries.

A voice has an entry's shape so that the list and the picture can set it in order, and is stored nowhere: when its
author takes the words back, the next page is without them.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from secondstory.firsthand.facets import Facet
from secondstory.firsthand.models import Rung
from secondstory.firsthand.queries import tellings
from secondstory.firsthand.telling import Telling
from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Who
from secondstory.timeline.models import Entry, EntryKind, EntryStatus, Placement

_KIND = {
    Facet.DID: EntryKind.ACT,
    Facet.DECIDED: EntryKind.DECISION,
    Facet.ASKED_HELP: EntryKind.COMMUNICATION,
}


@dataclass(frozen=True, slots=True)
class Voice:
    """``entry`` is its shape in the list (never saved); ``state`` is '' while nothing was decided about it."""

    telling: Telling
    entry: Entry
    state: str
    linked_to: UUID | None = None

    @property
    def is_shown(self) -> bool:
        """On a line of its own: proposed or agreed. Linked ones stand with their entry, others only in the account."""
        return self.state in ("", Placement.State.AGREED)


def voices_of(study: Retrospective, user: Who) -> list[Voice]:
    """Everything with a moment that is shared with the people in this story, if this person reads it (two
    statements). What was linked to an entry that is taken out by now stands for itself again."""
    told = [one for one in tellings(study, user, rung=Rung.PARTICIPANTS.value) if one.at is not None]
    if not told:
        return []
    placed_now = Placement.objects.filter(retrospective=study).exclude(entry__withdrawn_at__isnull=False)
    rows = placed_now.values_list("told_id", "state", "entry_id")
    placed = {told_id: (state, entry_id) for told_id, state, entry_id in rows}
    return [_voice(study, one, *placed.get(one.id, ("", None))) for one in told]


def _voice(study: Retrospective, telling: Telling, state: str, linked_to: UUID | None) -> Voice:
    assert telling.at is not None
    entry = Entry(
        id=telling.id,
        retrospective=study,
        at=telling.at,
        precision=telling.precision,
        approximate=telling.approximate,
        kind=_KIND.get(Facet(telling.kind), EntryKind.OBSERVATION),
        lane=telling.told_by,
        text=telling.text,
        status=EntryStatus.AGREED if state == Placement.State.AGREED else EntryStatus.PROPOSED,
    )
    return Voice(telling, entry, state, linked_to)
