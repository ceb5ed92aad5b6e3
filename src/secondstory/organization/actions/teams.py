"""Teams, their tree, their members and their on-call rota."""

from __future__ import annotations

from django.utils.text import slugify

from secondstory.journal.actions import action, record
from secondstory.organization.policies import check_can_keep_team, check_can_steward
from secondstory.organization.slugs import free_slug
from secondstory.people.models import Person, Team, TeamMembership, team_ids_below
from secondstory.people.refusals import Conflict, Refusal


def _depth_above(team: Team | None) -> int:
    depth = 0
    while team is not None:
        depth, team = depth + 1, team.parent
    return depth


def _check_place(team: Team | None, parent: Team | None) -> None:
    if team and parent and parent.pk in team_ids_below(team.pk):
        raise Refusal("A team cannot stand under itself. Choose another place.", code="team_circle", field="parent")
    if _depth_above(parent) >= Team.DEPTH:
        raise Refusal(f"The tree is at most {Team.DEPTH} levels deep.", code="team_too_deep", field="parent")


@action
def form_team(name: str, *, by: Person, parent: Team | None = None) -> Team:
    check_can_steward(by)
    name = name.strip()
    if Team.objects.filter(name__iexact=name, parent=parent).exists():
        raise Conflict("A team of this name is already there.", code="team_exists", field="name")
    _check_place(None, parent)
    slug = free_slug(Team, slugify(name)[:70] or "team")
    team = Team.objects.create(name=name, slug=slug, parent=parent, created_by=by)
    record("team.formed", about=team, by=by)
    return team


@action
def change_team(team: Team, *, by: Person, name: str, parent: Team | None) -> Team:
    check_can_steward(by)
    _check_place(team, parent)
    if (team.name, team.parent) != (name.strip(), parent):
        team.name, team.parent = name.strip(), parent
        team.save(update_fields=["name", "parent"])
        record("team.changed", about=team, by=by)
    return team


@action
def join_team(team: Team, person: Person, *, by: Person, on_call: bool = False) -> TeamMembership:
    """Add somebody, or change whether they are on the rota. Joining opens the team's material to them, so a
    steward or the team's own people do it."""
    check_can_keep_team(team, by)
    membership, is_new = TeamMembership.objects.get_or_create(
        team=team, person=person, defaults={"on_call": on_call, "created_by": by}
    )
    if is_new:
        record("team.joined", about=team, by=by, person=person.pk)
    elif membership.on_call != on_call:
        membership.on_call = on_call
        membership.save(update_fields=["on_call"])
        record("team.rota_changed", about=team, by=by, person=person.pk, on_call=on_call)
    return membership


@action
def leave_team(team: Team, person: Person, *, by: Person) -> None:
    if by != person:
        check_can_keep_team(team, by)
    gone, _ = TeamMembership.objects.filter(team=team, person=person).delete()
    if gone:
        record("team.left", about=team, by=by, person=person.pk)
