"""'I have read it': from here one sees what others said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_read_study
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Refusal
from secondstory.review.models import HaveRead, Round

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def say_read(study: Retrospective, *, by: Person) -> HaveRead:
    """Whoever reads the study says it, for themself and for the round that is open. Nobody is told of it."""
    check_can_read_study(study, by)
    current = Round.objects.filter(retrospective=study, closed_at=None).first()
    if current is None:
        raise Refusal("No review round is open. The facilitator opens one.", code="no_round")
    return note_read(current, by=by)


def note_read(current: Round, *, by: Person) -> HaveRead:
    """Within an action."""
    read, is_new = HaveRead.objects.get_or_create(round=current, created_by=by)
    if is_new:
        record("round.read", about=current, by=by, study=current.retrospective_id)
    return read
