from __future__ import annotations

from collections.abc import Collection

from secondstory.apprenticeship.exercises import exercises
from secondstory.apprenticeship.models import ExerciseAnswer
from secondstory.apprenticeship.queries import Answer, answer_in
from secondstory.apprenticeship.sealing import about_answer, close
from secondstory.incidents.words import prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound


@action
def answer_exercise(key: str, *, by: Person, text: str = "", marked: Collection[int] = ()) -> ExerciseAnswer:
    """For oneself alone; the last one stands. To mark nothing is an answer, too."""
    exercise = exercises().get(key)
    if exercise is None:
        raise NotFound()
    empty = "" if exercise.marks else "Write what you would say; nobody else reads it."
    answer = Answer(
        prose(text, most=2000, field="text", empty=empty),
        tuple(sorted({place for place in marked if 0 <= place < len(exercise.passage)})) if exercise.marks else (),
    )
    found: ExerciseAnswer | None = ExerciseAnswer.objects.filter(author=by, exercise=key).first()
    if found and answer_in(found) == answer:
        return found
    found = found or ExerciseAnswer(author=by, exercise=key, created_by=by)
    found.sealed = close({"text": answer.text, "marked": list(answer.marked)}, about=about_answer(found.pk, by.pk))
    found.save()
    record("exercise.answered", about=found, by=by)
    return found
