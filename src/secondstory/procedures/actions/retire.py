"""A rule goes, with the reason. It stays to be read."""

from __future__ import annotations

from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, Refusal
from secondstory.procedures.models import Procedure, ProcedureRetirement
from secondstory.procedures.policies import check_can_keep


@action
def retire_procedure(
    procedure: Procedure, *, because: str, by: Person, made_room_for: Procedure | None = None
) -> ProcedureRetirement:
    """Twice is once; for another reason than it was retired for meanwhile, a Conflict, so that neither is lost."""
    check_can_keep(procedure, by)
    because = line(because, most=1000, field="because", empty="Say why it may go, so that others can follow.")
    if made_room_for is not None and made_room_for.pk == procedure.pk:
        raise Refusal("A procedure makes room for another one.", code="same_procedure", field="made_room_for")
    retirement, is_new = ProcedureRetirement.objects.get_or_create(
        procedure=procedure, defaults={"because": because, "made_room_for": made_room_for, "created_by": by}
    )
    if is_new:
        record("procedure.retired", about=procedure, by=by)
    elif retirement.because != because:
        raise Conflict(
            "It was retired meanwhile; the reason stands on this page. Your words are still here.",
            code="retired_meanwhile",
            field="because",
        )
    return retirement
