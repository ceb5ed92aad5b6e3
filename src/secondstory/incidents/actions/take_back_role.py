"""A role in a study ends, and the reading rights that came with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.incidents.models import Retrospective, StudyRole
from secondstory.incidents.parts import forget_parts
from secondstory.incidents.policies import check_can_give_roles
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def take_back_role(study: Retrospective, person: Person, role: str, *, by: Person) -> None:
    """Everybody may lay down a role of their own; others' roles are the facilitator's to take back."""
    if person.pk != by.pk:
        check_can_give_roles(study, by)
    if role == StudyRole.Role.FACILITATOR:
        raise Refusal("A study keeps a facilitator. Choose another one instead.", code="facilitator_stays")
    gone, _ = study.roles.filter(person=person, role=role).delete()
    if gone:
        forget_parts(study)
        record("study.role_taken_back", about=study, by=by, person=person.pk, role=str(role))
