"""Moving a study from one state to another: the table decides, the guards hold, the journal knows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from secondstory.incidents.models import Retrospective, StateChange
from secondstory.incidents.policies import check_can_facilitate
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Refusal
from secondstory.playbook.guards import standing
from secondstory.playbook.transitions import IN_WORDS, State, find_move

if TYPE_CHECKING:
    from secondstory.people.models import Person


class GuardHolds(Refusal):
    """The move waits for something; ``waiting`` lists what to do, in the table's order."""

    code = "guard_holds"

    def __init__(self, waiting: list[str]) -> None:
        super().__init__(" ".join(waiting))
        self.waiting = waiting


@action
def move(
    study: Retrospective,
    to: State | str,
    *,
    by: Person,
    reason: str = "",
    asked_by_role: str = "",
    resume_on: date | None = None,
) -> Retrospective:
    """Move ``study`` to ``to``. Moving to where it already is changes nothing.

    Raises Refusal when the table has no such move, when a reason is asked for and empty, or when a study
    that rested wants to go anywhere but back to where it was; GuardHolds when a guard does not hold.
    """
    check_can_facilitate(study, by)
    study.refresh_from_db(fields=["state", "audience", "learning_focus", "no_strength_because", "finalized_at"])
    source, target = State(study.state), State(to)
    if source == target:
        return study
    step = find_move(source, target)
    if step is None:
        raise Refusal(
            f"A study that is {IN_WORDS[source]} does not go straight to '{IN_WORDS[target]}'."
            " The page lists the moves it can make.",
            code="no_such_move",
        )
    if source in (State.PAUSED, State.SET_ASIDE):
        rested_from = (
            study.state_changes.filter(target=source).order_by("-created_at", "-id").values_list("source", flat=True)[0]
        )
        if target != rested_from:
            raise Refusal(
                f"It rested while it was '{IN_WORDS[State(rested_from)]}' and is taken up again there.",
                code="no_such_move",
            )
    if step.needs_reason and not reason.strip():
        raise Refusal("Say in one sentence why, so that others can follow.", code="reason_needed", field="reason")
    waiting = [guard.todo for guard, holds in standing(step, study) if not holds]
    if waiting:
        raise GuardHolds(waiting)
    study.state = target
    study.finalized_at = timezone.now() if target == State.FINAL else None
    study.resume_on = resume_on if target == State.PAUSED else None
    study.save(update_fields=["state", "finalized_at", "resume_on"])
    StateChange.objects.create(
        retrospective=study,
        source=source,
        target=target,
        reason=reason.strip(),
        asked_by_role=asked_by_role.strip(),
        created_by=by,
    )
    record("study.moved", about=study, by=by, source=source.value, target=target.value)
    return study
