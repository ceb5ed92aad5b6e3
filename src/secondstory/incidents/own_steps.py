"""Steps that the organization added to its process: which there are, and what was last said of each in a study."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from secondstory.incidents.models import Retrospective, StepWord
from secondstory.people.refusals import NotFound
from secondstory.playbook.process import Stage


def own_stages(study: Retrospective) -> list[Stage]:
    return [stage for stage in study.process_version.process.stages if stage.own]


def own_stage(study: Retrospective, key: str) -> Stage:
    found = next((stage for stage in own_stages(study) if stage.key == key), None)
    if found is None:
        raise NotFound()
    return found


def last_said(study: Retrospective) -> dict[str, StepWord]:
    """By the key of each step of which something was said. No statement for a study whose process has no such step."""
    if not own_stages(study):
        return {}
    return {word.stage: word for word in study.step_words.all()}


def with_step_words(studies: Iterable[Retrospective]) -> None:
    """Fetch what was said in all of them at once, before the rail of each asks."""
    asked = [study for study in studies if own_stages(study)]
    if asked:
        prefetch_related_objects(asked, "step_words")
