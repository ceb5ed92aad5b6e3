"""Who does what for a study: presenter, moderator, note-taker, reviewer, learner; and the facilitator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.incidents.actions.choose_facilitator import choose_facilitator
from secondstory.incidents.models import Retrospective, StudyRole
from secondstory.incidents.parts import forget_parts
from secondstory.incidents.policies import check_can_give_roles
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def give_role(study: Retrospective, person: Person, role: str, *, by: Person) -> StudyRole:
    """Give ``role`` to ``person``; it lets them read the study. There is one facilitator: a new one takes over."""
    if role == StudyRole.Role.FACILITATOR:
        return choose_facilitator(study, person, by=by)
    check_can_give_roles(study, by)
    if role not in StudyRole.Role.values:
        raise Refusal("Choose one of the roles in the list.", field="role")
    if not person.is_active:
        raise Refusal("This person has left. Choose somebody who is here.", field="person")
    given, is_new = StudyRole.objects.get_or_create(
        retrospective=study, person=person, role=role, defaults={"created_by": by}
    )
    if is_new:
        forget_parts(study)
        record("study.role_given", about=study, by=by, person=person.pk, role=str(role))
    return given
