"""Sections of people's own making: added, renamed, moved, and taken out while they hold no word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from secondstory.incidents.models import Retrospective
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.refusals import NotFound, Refusal
from secondstory.writeup.actions.begin import begin
from secondstory.writeup.actions.turn import fresh
from secondstory.writeup.models import Section
from secondstory.writeup.policies import check_can_rearrange

if TYPE_CHECKING:
    from secondstory.people.models import Person

MOST_SECTIONS = 60


def _heading(text: str) -> str:
    return line(text, most=200, field="heading", empty="A section needs a heading. A few words are enough.")


@action
def add_section(study: Retrospective, heading: str, *, after: Section | None = None, by: Person) -> Section:
    """A new section after ``after``, or at the end; the existing one when there is one of that heading already."""
    heading = _heading(heading)
    write_up = begin(study, by=by)
    there = list(write_up.sections.in_order())
    same = next((section for section in there if not section.key and section.heading == heading), None)
    if same:
        return same
    if len(there) >= MOST_SECTIONS:
        raise Refusal(
            f"A write-up has room for {MOST_SECTIONS} sections. Put this under a heading inside one of them.",
            code="too_many_sections",
        )
    section = Section.objects.create(writeup=write_up, heading=heading, position=len(there), created_by=by)
    _put_after(section, after, there)
    record("section.added", about=section, by=by, study=study.pk)
    return section


@action
def rename_section(section: Section, heading: str, *, by: Person) -> Section:
    section = fresh(section, check_can_rearrange, by)
    heading = _heading(heading)
    if heading != section.heading:
        section.heading = heading
        if section.written_at:
            section.written_at = timezone.now()  # a heading is words, too: those who noted 'complete' look again
        section.save(update_fields=["heading", "written_at"])
        record("section.renamed", about=section, by=by, study=section.writeup.retrospective_id)
    return section


@action
def move_section(section: Section, *, after: Section | None, by: Person) -> Section:
    """Put a section after another, or first when ``after`` is None."""
    section = fresh(section, check_can_rearrange, by)
    there = [one for one in section.writeup.sections.in_order() if one.pk != section.pk]
    before = section.position
    _put_after(section, after, there, first=after is None)
    if section.position != before:
        record("section.moved", about=section, by=by, study=section.writeup.retrospective_id)
    return section


@action
def remove_section(section: Section, *, by: Person) -> None:
    """Take out a section of people's own making that never held a word. What was written stays."""
    if not Section.objects.filter(pk=section.pk).exists():
        return
    section = fresh(section, check_can_rearrange, by)
    if section.revisions.exists():
        raise Refusal(
            "This section holds words, or once did, so it stays. An empty section is not shown to readers.",
            code="section_has_words",
        )
    record("section.removed", about=section, by=by, study=section.writeup.retrospective_id)
    section.delete()


def _put_after(section: Section, after: Section | None, there: list[Section], *, first: bool = False) -> None:
    """Number all sections anew with ``section`` in its place."""
    if after is not None and after.pk not in {one.pk for one in there}:
        raise NotFound("The section to put this after is not in this write-up. Reload it.")
    place = 0 if first else len(there)
    if after is not None:
        place = next(index for index, one in enumerate(there) if one.pk == after.pk) + 1
    ordered = [*there[:place], section, *there[place:]]
    for position, one in enumerate(ordered):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])
