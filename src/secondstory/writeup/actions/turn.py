"""Fetching what an action changes, fresh and in turn: a study may have become final a moment ago."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from secondstory.people.refusals import NotFound
from secondstory.writeup.models import Section

if TYPE_CHECKING:
    from secondstory.people.models import Person


def fresh(section: Section, check: Callable[[Section, Person], None], by: Person) -> Section:
    """The section as it is in the database now, after ``check``. Call it first inside an ``@action``."""
    found = Section.objects.select_related("writeup__retrospective").filter(pk=section.pk).first()
    if found is None:
        raise NotFound("This section was taken out. Reload the write-up to see what is there.")
    check(found, by)
    return found
