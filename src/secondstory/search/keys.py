"""Who may find a document: tokens on the document, the same tokens with the reader.

A document is found by a reader who holds one of its keys. The rule of each step (``visible_to``) stays the
law; keys only keep the index from offering what the law would take away again, so that the first ten
hits are ten hits in an index of any size.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from secondstory.people.audience import Audience, Reader

PUBLIC = "public"
ORGANIZATION = "org"


def team(id: UUID) -> str:
    return f"team:{id}"


def study(id: UUID) -> str:
    return f"study:{id}"


def person(id: UUID) -> str:
    return f"person:{id}"


def people(*ids: UUID | None) -> set[str]:
    """A key for each person there is."""
    return {person(id) for id in ids if id}


def of_audience(level: str, team_id: UUID | None, *, public: bool = False) -> set[str]:
    """The keys an audience gives. Material of the house is never ``public``: its widest circle is the
    organization. Only editions in the library say ``public=True``."""
    if level == Audience.PUBLIC:
        return {PUBLIC} if public else {ORGANIZATION}
    if level == Audience.ORGANIZATION:
        return {ORGANIZATION}
    if level == Audience.TEAM and team_id:
        return {team(team_id)}
    return set()


def of_reader(who: Reader, studies: Iterable[UUID] = ()) -> frozenset[str]:
    """All keys a reader holds; ``studies`` are those they have a part in. A stranger holds one."""
    if who.person_id is None:
        return frozenset({PUBLIC})
    return frozenset(
        {PUBLIC, ORGANIZATION, person(who.person_id), *map(team, who.team_ids), *(study(id) for id in studies)}
    )
