"""Hours that somebody keeps for themself."""

from __future__ import annotations

from datetime import date

from secondstory.hours.models import OwnTime, Work
from secondstory.hours.policies import check_is_own
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal

A_DAY = 40


@action
def keep_own_time(on: date, work: str, quarters: int, about: str = "", *, by: Person) -> OwnTime:
    if work not in Work.values:
        raise Refusal("Choose what kind of work it was.", code="no_such_work", field="work")
    if not 0 < quarters <= A_DAY:
        raise Refusal("Say it in quarters of a day, up to ten days at once.", code="no_time", field="quarters")
    about = line(about, most=300, field="about")
    kept = OwnTime.objects.create(on=on, work=work, quarters=quarters, about=about, person=by, created_by=by)
    record("own_time.kept", about=kept, by=None)
    return kept


@action
def take_own_time_out(time: OwnTime, *, by: Person) -> None:
    check_is_own(time, by)
    if OwnTime.objects.filter(pk=time.pk).delete()[0]:
        record("own_time.taken_out", about=time, by=None)
