"""Beside a work note: in which ways it is known. Many kinds of evidence of ordinary work, each with its day."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from secondstory.analysis import policies
from secondstory.analysis.models import HowWeKnow, WorkNote
from secondstory.analysis.words import tidied
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound, Refusal
from secondstory.timeline.models import web_address

MOST = 20


@action
def add_way(
    note: WorkNote, kind: str, *, by: Person, day: date | None = None, who: str = "", says: str = "", url: str = ""
) -> HowWeKnow:
    """By whoever may change the note. Said twice it is one."""
    if not WorkNote.objects.filter(pk=note.pk).exists():
        raise NotFound()
    policies.check_can_change_known(note, by)
    way = tidied(HowWeKnow(note=note, kind=kind, day=day, who=who, says=says, url=url, created_by=note.told_by))
    if day is not None and day > timezone.localdate():
        raise Refusal("This day is still to come. Write it down when it was.", code="still_to_come", field="day")
    if way.url and not web_address(way.url):
        raise Refusal("Write an address that begins with https:// or http://.", code="no_address", field="url")
    here = HowWeKnow.objects.filter(note=note)
    again = here.filter(kind=way.kind, day=way.day, who=way.who, says=way.says, url=way.url).first()
    if again is not None:
        return again
    if here.count() >= MOST:
        raise Refusal(f"At most {MOST} of them. Take out what others say as well, or write a second note.", code="many")
    way.save(force_insert=True)
    record("work_note.changed", about=note, by=by, study=note.retrospective_id)
    return way


@action
def remove_way(way: HowWeKnow, *, by: Person) -> None:
    policies.check_can_change_known(way.note, by)
    if HowWeKnow.objects.filter(pk=way.pk).delete()[0]:
        record("work_note.changed", about=way.note, by=by, study=way.note.retrospective_id)
