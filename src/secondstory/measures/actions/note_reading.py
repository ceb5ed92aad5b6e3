"""Somebody read a text: their team and the week are kept, if the team is large enough, and nothing of them. There is no
journal event: it would tell who, or when."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from secondstory.journal.actions import action
from secondstory.measures.models import TeamReading
from secondstory.measures.policies import check_can_say
from secondstory.measures.reach import large_enough, teams_inside
from secondstory.people.models import Person, TeamMembership
from secondstory.publishing.models import Publication


def week_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@action
def note_reading(publication: Publication, *, by: Person, today: date | None = None) -> None:
    """Twice in a week is once. Of whoever belongs to a team that had a part in it, nothing is kept."""
    check_can_say(publication, by)
    teams = set(TeamMembership.objects.filter(person=by).values_list("team_id", flat=True))
    if not teams or teams & teams_inside(publication.retrospective):
        return
    week = week_of(today or timezone.localdate())
    large = large_enough(teams)
    for team_id in large:
        TeamReading.objects.get_or_create(publication=publication, team_id=team_id, week=week)
    if not large:
        TeamReading.objects.get_or_create(publication=publication, team=None, week=week)
