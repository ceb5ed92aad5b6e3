"""One person carries the study: a task nobody owns is everybody's and nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.incidents.models import Retrospective, StudyRole
from secondstory.incidents.parts import forget_parts
from secondstory.incidents.policies import check_can_give_roles
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Person

FACILITATOR = StudyRole.Role.FACILITATOR


@action
def choose_facilitator(study: Retrospective, person: Person, *, by: Person) -> StudyRole:
    """Hand the study to ``person``. How near they are to it is theirs to answer next (invariant 16)."""
    check_can_give_roles(study, by)
    if not person.is_active:
        raise Refusal("This person has left. Choose somebody who is here.", field="person")
    now = study.roles.filter(role=FACILITATOR).first()
    if now is not None and now.person_id == person.pk:
        return now
    study.roles.filter(role=FACILITATOR).delete()
    role = StudyRole.objects.create(retrospective=study, person=person, role=FACILITATOR, created_by=by)
    forget_parts(study)
    record("study.facilitator_chosen", about=study, by=by, person=person.pk)
    return role
