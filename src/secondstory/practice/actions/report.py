"""Telling what it is like to work this way: at the end of a study, or whenever it comes to mind."""

from __future__ import annotations

from secondstory.incidents.models import Retrospective
from secondstory.incidents.words import prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound, Refusal
from secondstory.practice.models import Experience, Way
from secondstory.practice.policies import check_is_here
from secondstory.practice.queries import stage_keys


@action
def tell_experience(
    *,
    by: Person,
    way: str,
    worked: str = "",
    in_the_way: str = "",
    stage: str = "",
    study: Retrospective | None = None,
    without_name: bool = False,
) -> Experience:
    """``without_name`` keeps the name and the study out of the row and out of the journal. Twice is once."""
    check_is_here(by)
    if study and not Retrospective.objects.visible_to(by).filter(pk=study.pk).exists():
        raise NotFound()
    if way not in Way.values:
        raise Refusal("Choose whether you would keep it, drop it or try it differently.", field="way")
    if stage and stage not in stage_keys():
        raise Refusal("This step is not in the process any more. Choose one that is.", field="stage")
    worked = prose(worked, most=2000, field="worked")
    in_the_way = prose(in_the_way, most=2000, field="in_the_way")
    if not worked and not in_the_way:
        raise Refusal(
            "Write what worked, or what got in the way. One sentence is enough.", code="empty", field="worked"
        )
    told = {
        "stage": stage,
        "study": None if without_name else study,
        "way": way,
        "worked": worked,
        "in_the_way": in_the_way,
        "created_by": None if without_name else by,
    }
    if same := Experience.objects.filter(**told).first():
        return same
    made = Experience.objects.create(**told)
    record("experience.told", about=made, by=made.created_by, stage=stage, way=str(way))
    return made
