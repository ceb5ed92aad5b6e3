from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_contribute
from secondstory.journal.actions import action, record
from secondstory.writeup.anatomy import heading_of, key_of
from secondstory.writeup.models import Section, WriteUp

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def begin(study: Retrospective, *, by: Person) -> WriteUp:
    """The study's write-up, with the sections its own process version asks for, in that order. A section that
    is missing is put back at the end; those that are there stay as they are."""
    study.refresh_from_db(fields=["state"])
    check_can_contribute(study, by)
    found, is_new = WriteUp.objects.get_or_create(retrospective=study, defaults={"created_by": by})
    there = list(found.sections.in_order())
    keys = {section.key for section in there}
    missing = [entry for entry in study.process_version.process.write_up if key_of(entry) not in keys]
    first = there[-1].position + 1 if there else 0
    Section.objects.bulk_create(
        Section(writeup=found, key=key_of(entry), heading=heading_of(entry), position=place, created_by=by)
        for place, entry in enumerate(missing, start=first)
    )
    if is_new or missing:
        record("write_up.begun", about=found, by=by, study=study.pk, sections=len(missing))
    return found
