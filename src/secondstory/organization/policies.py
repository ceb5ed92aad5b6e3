"""May I? Stewards keep the installation's rules; a role never opens what was not shared with them."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from secondstory.people.models import Person, Role, RoleGrant, Team, TeamMembership
from secondstory.people.refusals import NotAllowed, Refusal


def check_can_steward(user: Person | AnonymousUser) -> None:
    if isinstance(user, AnonymousUser) or not user.is_steward:
        raise NotAllowed("A steward does this. The page 'People' names the stewards.", code="steward_only")


def can_steward(user: Person | AnonymousUser) -> bool:
    return not isinstance(user, AnonymousUser) and user.is_steward


def check_can_keep_team(team: Team, user: Person | AnonymousUser) -> None:
    """A team's own people keep its rota and members; stewards keep any."""
    if isinstance(user, AnonymousUser):
        raise NotAllowed("Sign in to change a team.", code="steward_only")
    if not user.is_steward and not TeamMembership.objects.filter(team=team, person=user).exists():
        raise NotAllowed("The team's own people do this, or a steward.", code="team_only")


def can_keep_team(team: Team, user: Person | AnonymousUser) -> bool:
    try:
        check_can_keep_team(team, user)
    except Refusal:
        return False
    return True


def check_stewards_remain(without: Person) -> None:
    """At least two stewards where there were two; the last one always stays (invariant 26)."""
    others = RoleGrant.objects.filter(role=Role.STEWARD).exclude(person=without).count()
    if others < 2 and RoleGrant.objects.filter(role=Role.STEWARD, person=without).exists():
        raise Refusal(
            "An installation keeps at least two stewards. Make somebody else a steward first.", code="two_stewards"
        )
