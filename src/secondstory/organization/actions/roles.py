"""Roles in the organization. None of them opens anything that was not shared with its holder."""

from __future__ import annotations

from secondstory.journal.actions import action, record
from secondstory.organization.policies import check_can_steward, check_stewards_remain
from secondstory.people.models import Person, Role, RoleGrant
from secondstory.people.refusals import NotFound


@action
def give_role(person: Person, role: str, *, by: Person) -> RoleGrant:
    check_can_steward(by)
    grant, is_new = RoleGrant.objects.get_or_create(person=person, role=Role(role), defaults={"created_by": by})
    if is_new:
        record("role.given", about=person, by=by, role=role)
    return grant


@action
def take_back_role(person: Person, role: str, *, by: Person) -> None:
    check_can_steward(by)
    if role not in Role.values:
        raise NotFound()
    if role == Role.STEWARD:
        check_stewards_remain(person)
    gone, _ = RoleGrant.objects.filter(person=person, role=role).delete()
    if gone:
        record("role.taken_back", about=person, by=by, role=role)
