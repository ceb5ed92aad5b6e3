"""When a control was put to use on purpose: a drill, a test, a gameday."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from secondstory.analysis import policies
from secondstory.analysis.models import ControlExercise, SafetyControl
from secondstory.analysis.words import tidied
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal


@action
def note_exercise(
    control: SafetyControl, how: str, *, by: Person, on: date | None = None, where: str = ""
) -> ControlExercise:
    """Whoever describes the control says when it was exercised; ``on`` None is 'some time, nobody knows when'."""
    policies.check_can_keep_control(control, by)
    if on is not None and on > timezone.localdate():
        raise Refusal("That day is still to come. Note it when it was exercised.", code="still_to_come", field="on")
    exercise = tidied(ControlExercise(control=control, on=on, where=where, how=how))
    same = ControlExercise.objects.filter(control=control, on=on, where=exercise.where, how=exercise.how).first()
    if same is not None:
        return same
    exercise.created_by = by
    exercise.save(force_insert=True)
    record("control_exercise.noted", about=exercise, by=by, control=control.pk)
    return exercise


@action
def take_back_exercise(exercise: ControlExercise, *, by: Person) -> None:
    """It was noted for another control, or twice."""
    policies.check_can_keep_control(exercise.control, by)
    if ControlExercise.objects.filter(pk=exercise.pk).delete()[0]:
        record("control_exercise.taken_back", about=exercise, by=by, control=exercise.control_id)
