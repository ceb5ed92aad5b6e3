"""Who does a team's work: its own people, and those of the teams within it. A role adds nothing to that and takes
nothing away; who is of the practice can say where its line is, and nobody else can."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from uuid import UUID

from secondstory.people.audience import Who, reader
from secondstory.people.models import Team


def practices_of(user: Who, among: Collection[UUID] | None = None) -> frozenset[UUID]:
    """The teams whose work this person does, or those ``among`` them."""
    own = reader(user).team_ids
    return own if among is None else own & frozenset(among)


def in_sql(person: str, team: str) -> str:
    """The same, as a condition that both databases understand: what triggers hold at the moment of writing."""
    levels = [f"t{level}" for level in range(Team.DEPTH)]
    above = " ".join(
        f"LEFT JOIN people_team {upper} ON {upper}.id = {lower}.parent_id" for lower, upper in pairwise(levels)
    )
    return (  # column names of the house alone, written by its own migrations
        f"EXISTS (SELECT 1 FROM people_teammembership m JOIN people_team t0 ON t0.id = m.team_id {above}"  # noqa: S608  # our own words
        f" WHERE m.person_id = {person} AND {team} IN ({', '.join(f'{level}.id' for level in levels)}))"
    )
