"""A due date is moved, with a reason. It is never scored."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from secondstory.incidents.models import Retrospective, StageDeadline
from secondstory.incidents.policies import check_can_analyse
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def move_deadline(study: Retrospective, stage: str, due_date: date, *, by: Person, reason: str) -> StageDeadline:
    study.refresh_from_db(fields=["state"])
    check_can_analyse(study, by)
    if stage not in {known.key for known in study.process_version.process.stages}:
        raise Refusal("This study's process has no such step. Choose one from its list.", field="stage")
    if due_date < study.created_at.date():
        raise Refusal("The study was opened after that day. Choose a later one.", field="due_date")
    why = line(reason, most=1000, field="reason", empty="Say in one sentence what makes the other day better.")
    deadline = study.deadlines.filter(stage=stage).first() or StageDeadline(
        retrospective=study, stage=stage, created_by=by
    )
    if deadline.due_date == due_date and deadline.reason == why:
        return deadline
    was = deadline.due_date
    deadline.due_date, deadline.reason = due_date, why
    deadline.save()
    record("study.deadline_moved", about=study, by=by, stage=stage, was=was, now=due_date)
    return deadline
