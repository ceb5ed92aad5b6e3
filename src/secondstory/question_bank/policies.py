"""May I? What a team has in its bank its members decide, what the organization has its stewards do."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_contribute, holds
from secondstory.organization.policies import check_can_steward
from secondstory.people.models import Person, Team, TeamMembership
from secondstory.people.refusals import NotAllowed


def check_can_keep_bank(team: Team | None, user: Person | AnonymousUser) -> None:
    """Add a question, let one rest, bring one back: for a team whoever is in it, for everybody a steward."""
    if team is None:
        check_can_steward(user)
    elif isinstance(user, AnonymousUser) or not TeamMembership.objects.filter(team=team, person=user).exists():
        raise NotAllowed("The team's own people choose its questions. Ask one of them.", code="team_only")


def can_keep_bank(team: Team | None, user: Person | AnonymousUser) -> bool:
    return holds(check_can_keep_bank, team, user)


def teams_kept_by(user: Person) -> list[Team]:
    """The teams whose questions this person may choose."""
    return list(Team.objects.filter(memberships__person=user).order_by("name", "id"))


def check_can_mark_asked(study: Retrospective, user: Person | AnonymousUser) -> None:
    """Whoever has a hand in the study, while it is open."""
    check_can_contribute(study, user)


def can_mark_asked(study: Retrospective, user: Person | AnonymousUser) -> bool:
    return holds(check_can_mark_asked, study, user)
