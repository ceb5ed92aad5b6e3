"""What a study took, said by those who have a hand in it; nobody is kept beside what is said."""

from __future__ import annotations

from collections.abc import Mapping

from secondstory.hours.models import MOST_QUARTERS, EnoughTime, StudyTime, Work
from secondstory.hours.policies import check_can_tell_time
from secondstory.incidents.models import Retrospective
from secondstory.incidents.words import prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal


@action
def tell_time(study: Retrospective, quarters: Mapping[str, int], *, enough: str = "", by: Person) -> None:
    """``quarters`` of a day by kind of work; none takes a kind out again. The same twice is once."""
    check_can_tell_time(study, by)
    text = prose(enough, most=2000, field="enough")
    for work, number in quarters.items():
        if work not in Work.values or not 0 <= number <= MOST_QUARTERS:
            raise Refusal(f"Say it in quarters of a day, up to {MOST_QUARTERS // 4} days.", code="no_time", field=work)
    told = dict(StudyTime.objects.filter(retrospective=study).order_by().values_list("work", "quarters"))
    wanted = {**told, **quarters}
    wanted = {work: number for work, number in wanted.items() if number}
    if wanted != told:
        StudyTime.objects.filter(retrospective=study).exclude(work__in=wanted).delete()
        for work, number in wanted.items():
            StudyTime.objects.update_or_create(retrospective=study, work=work, defaults={"quarters": number})
        record("study_time.told", about=study, by=None)
    said = EnoughTime.objects.filter(retrospective=study).first()
    if text == (said.text if said else ""):
        return
    if text:
        EnoughTime.objects.update_or_create(retrospective=study, defaults={"text": text})
    else:
        EnoughTime.objects.filter(retrospective=study).delete()
    record("study_time.judged", about=study, by=None)
