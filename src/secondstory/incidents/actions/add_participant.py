"""Somebody belongs to the story: a person, or a role outside the organization."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from secondstory.incidents.models import Involvement, Participant, Retrospective
from secondstory.incidents.parts import forget_parts
from secondstory.incidents.policies import check_can_analyse
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Person

NO_ROLE = "Say in a word or two what they were then, such as 'on-call engineer'."


def known_involvements(given: Iterable[str]) -> list[str]:
    """In the order of the six, each once."""
    chosen = set(given)
    if chosen - set(Involvement.values):
        raise Refusal("Choose among the six ways of being part of it.", field="involvements")
    return [kind for kind in Involvement.values if kind in chosen]


@action
def add_participant(
    study: Retrospective,
    *,
    by: Person,
    role_label: str,
    person: Person | None = None,
    involvements: Iterable[str] = (),
    reports_to_facilitator: bool = False,
) -> Participant:
    """Add ``person``, or only a role label for somebody outside. Added before: that one, unchanged.

    A person is shown by their role until they choose otherwise themselves (invariant 19). Somebody who was
    taken out and is added again is back, with what is said now.
    """
    study.refresh_from_db(fields=["state"])
    check_can_analyse(study, by)
    label = line(role_label, most=120, field="role_label", empty=NO_ROLE)
    kinds = known_involvements(involvements)
    if person is not None and not person.is_active:
        raise Refusal("This person has left. Add them by their role, without an account.", field="person")
    same = (
        study.participants.filter(person=person) if person else study.participants.filter(person=None, role_label=label)
    )
    there = same.first()
    if there is not None and there.left_at is None:
        return there
    participant = there or Participant(retrospective=study, person=person, created_by=by)
    participant.role_label, participant.involvements, participant.left_at = label, kinds, None
    participant.reports_to_facilitator = reports_to_facilitator
    participant.save()
    forget_parts(study)
    record("study.participant_added", about=study, by=by, participant=participant.pk)
    return participant
