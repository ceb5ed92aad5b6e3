"""Does it travel? Which teams without a part in a study read its text, and what was asked from outside (M-03)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from secondstory.analysis.models import Mystery
from secondstory.incidents.models import Retrospective
from secondstory.measures.groups import LEAST
from secondstory.measures.models import TeamReading
from secondstory.people.audience import Who
from secondstory.people.models import TeamMembership
from secondstory.publishing.models import Publication

AT_FIRST = timedelta(days=90)
A_SMALL_TEAM = "a small team"
MOST_ASKED = 5


def teams_inside(study: Retrospective) -> set[UUID]:
    """The study's team, and the teams of those with a part in it. One statement."""
    of = TeamMembership.objects.order_by()
    took_part = of.filter(person__participations__retrospective=study).values_list("team_id", flat=True)
    has_role = of.filter(person__study_roles__retrospective=study).values_list("team_id", flat=True)
    found: set[UUID] = set(took_part.union(has_role))
    return found | ({study.team_id} if study.team_id else set())


def large_enough(teams: Collection[UUID]) -> set[UUID]:
    """Those in which one reader is one of many. One statement."""
    people = TeamMembership.objects.filter(team_id__in=teams, person__is_active=True).order_by()
    counted = people.values("team_id").annotate(n=Count("pk")).filter(n__gte=LEAST)
    return set(counted.values_list("team_id", flat=True))


@dataclass(frozen=True, slots=True)
class Reach:
    """Names of teams in ninety days, and of those who read it later; questions that ``user`` reads. Never a number."""

    at_first: list[str]
    later: list[str]
    asked: list[Mystery]

    @property
    def is_any(self) -> bool:
        return bool(self.at_first or self.later or self.asked)


def reach_of(publication: Publication, user: Who, today: date | None = None) -> Reach:
    """What weeks that are over brought: else one could watch who opens the page. Five statements at most."""
    today = today or timezone.localdate()
    this_week = today - timedelta(days=today.weekday())
    inside = teams_inside(publication.retrospective)
    rows = [
        row
        for row in TeamReading.objects.filter(publication=publication, week__lt=this_week).select_related("team")
        if row.team_id not in inside
    ]
    large = large_enough({row.team_id for row in rows if row.team_id}) if rows else set()
    until = publication.published_at.date() + AT_FIRST
    found: tuple[set[str], set[str]] = (set(), set())
    for row in rows:
        name = row.team.name if row.team and row.team_id in large else A_SMALL_TEAM
        found[row.week > until].add(name)
    return Reach(_in_order(found[0]), _in_order(found[1]), _asked_from_outside(publication, inside, user))


def _in_order(names: set[str]) -> list[str]:
    return sorted(names, key=lambda name: (name == A_SMALL_TEAM, name.casefold()))


def _asked_from_outside(publication: Publication, inside: set[UUID], user: Who) -> list[Mystery]:
    """Questions of the study by somebody of no team that had a part in it. One without a name is from nowhere."""
    insiders = TeamMembership.objects.filter(person_id=OuterRef("raised_by_id"), team_id__in=inside)
    of_a_team = TeamMembership.objects.filter(person_id=OuterRef("raised_by_id"))
    asked = Mystery.objects.visible_to(user).filter(retrospective=publication.retrospective_id, raised_by__isnull=False)
    return list(asked.filter(~Exists(insiders), Exists(of_a_team)).order_by("-created_at", "-id")[:MOST_ASKED])
