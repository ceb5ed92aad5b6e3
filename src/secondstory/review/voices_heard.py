"""Which kinds of involvement and which teams were heard in a round, for whoever leads it.

No names, no numbers: it answers 'whom have we not heard yet?', and nothing about a person. What was said under a name
of the round belongs to no kind here, else it would tell who.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from secondstory.incidents.models import Involvement, Participant
from secondstory.people.models import TeamMembership
from secondstory.review.models import Comment, Invited, Round


@dataclass(frozen=True, slots=True)
class Spread:
    heard: tuple[str, ...]
    not_yet: tuple[str, ...]
    by_a_name: bool


def spread_of(current: Round) -> Spread:
    """Three statements, however many take part."""
    study = current.retrospective_id
    said = set(Comment.objects.order_by().filter(round=current).values_list("created_by_id", "reader").distinct())
    spoke = {person for person, reader in said if reader is None}
    taking_part = list(
        Participant.objects.filter(retrospective=study, left_at=None, person__isnull=False)
        .order_by()
        .values_list("person_id", "involvements")
    )
    kinds = {kind.label: {person for person, involved in taking_part if kind.value in involved} for kind in Involvement}
    asked = Exists(Invited.objects.filter(round=current, person=OuterRef("person")))
    part = Exists(Participant.objects.filter(retrospective=study, left_at=None, person=OuterRef("person")))
    teams: dict[str, set[Any]] = {}
    members = TeamMembership.objects.filter(asked | part).order_by("team__name", "id")
    for name, person in members.values_list("team__name", "person_id"):
        teams.setdefault(f"the team {name}", set()).add(person)
    groups: dict[str, set[Any]] = {
        **{f"whoever {label}": people for label, people in kinds.items() if people},
        **teams,
    }
    return Spread(
        heard=tuple(name for name, people in groups.items() if people & spoke),
        not_yet=tuple(name for name, people in groups.items() if not people & spoke),
        by_a_name=any(reader is not None for _, reader in said),
    )
