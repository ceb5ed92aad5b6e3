"""All types in the order the results page shows them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from uuid import UUID

from django.db import connection

from secondstory.people.audience import STRANGER, Reader
from secondstory.people.records import uuid7
from secondstory.publishing.findable import (
    beside_texts,
    incidents,
    known,
    mysteries,
    notes,
    publications,
    recommendations,
    signals,
    studies,
)
from secondstory.publishing.findable.findable import Findable
from secondstory.publishing.findable.prepared import Prepared, as_moment, as_uuid, filled, prepare
from secondstory.publishing.findable.rows import Row
from secondstory.search.sources import source

FINDABLES: dict[str, Findable] = {
    findable.type: findable
    for findable in (
        publications.FINDABLE,
        beside_texts.FINDABLE_FOR_NEWCOMERS,
        beside_texts.FINDABLE_TALKS,
        mysteries.FINDABLE,
        known.FINDABLE_WORK,
        known.FINDABLE_CUES,
        recommendations.FINDABLE,
        studies.FINDABLE,
        incidents.FINDABLE,
        signals.FINDABLE,
        notes.FINDABLE,
    )
}


def rows_of(who: Reader, wanted: Mapping[str, Sequence[UUID]]) -> list[Row]:
    """The rows behind these ids, of all types in one statement, through the door of each type."""
    lists = {type: filled(ids) for type, ids in wanted.items() if ids}
    if not lists:
        return []
    teams = sorted(who.team_ids)
    shape = tuple((type, len(ids)) for type, ids in lists.items())
    prepared = _statement(connection.vendor, shape, len(teams), who.is_member)
    slots: dict[Hashable, UUID] = {("team", number): team for number, team in enumerate(teams)}
    slots |= {(type, number): id for type, ids in lists.items() for number, id in enumerate(ids)}
    if who.person_id is not None:
        slots["person"] = who.person_id
    return [Row(type, as_uuid(id), as_moment(at), *texts) for type, id, at, *texts in prepared.run(slots)]


@lru_cache(maxsize=256)
def _statement(vendor: str, shape: tuple[tuple[str, int], ...], teams: int, is_member: bool) -> Prepared:
    """The question of a reader with so many teams, for so many of each type. A reader is their id and their
    teams, nothing else (people/audience.py), so all readers of one shape ask with the same words."""
    person = uuid7()
    team_marks = [uuid7() for _ in range(teams)]
    id_marks = {type: [uuid7() for _ in range(length)] for type, length in shape}
    reader = Reader(person, frozenset(team_marks)) if is_member else STRANGER
    first, *rest = (FINDABLES[type].rows(reader, marks) for type, marks in id_marks.items())
    marks: dict[UUID, Hashable] = {person: "person"}
    marks |= {mark: ("team", number) for number, mark in enumerate(team_marks)}
    marks |= {mark: (type, number) for type, ones in id_marks.items() for number, mark in enumerate(ones)}
    return prepare(first.union(*rest, all=True) if rest else first, marks)


def connect(*above: Findable) -> None:
    """Called by config/wiring.py, with the types of the packages that lie above this one."""
    FINDABLES.update((findable.type, findable) for findable in above)
    for findable in FINDABLES.values():
        source(findable.source)
