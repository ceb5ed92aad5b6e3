"""Of a step that the organization added it is said that it is done, left out here, or open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.incidents.models import Retrospective, StepWord
from secondstory.incidents.own_steps import own_stage
from secondstory.incidents.policies import check_can_say_of_step
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def say_of_step(study: Retrospective, stage: str, said: str, *, by: Person, text: str = "") -> StepWord:
    """What was said before stays to be read. Twice is once."""
    check_can_say_of_step(study, by)
    step = own_stage(study, stage)
    if said not in StepWord.Said.values:
        raise Refusal("Say whether it is done, left out here or open again.", code="said_unknown", field="said")
    text = line(text, most=1000, field="text")
    if said == StepWord.Said.LEFT_OUT and not text:
        raise Refusal(
            "Say why it is left out here: the next study asks itself the same.", code="reason_missing", field="text"
        )
    last = study.step_words.filter(stage=step.key).last()
    if last is None and said == StepWord.Said.OPEN:
        raise Refusal("It is open as it is: nothing was said of it yet.", code="open_already", field="said")
    if last and (last.said, last.text) == (said, text):
        return last
    word = StepWord.objects.create(retrospective=study, stage=step.key, said=said, text=text, created_by=by)
    record("study.step_said", about=study, by=by, stage=step.key, said=said)
    return word
