"""May I? Whoever has a hand in an open study writes its document; the anatomy itself is the process's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from secondstory.incidents.policies import check_can_contribute, holds
from secondstory.people.refusals import Refusal
from secondstory.writeup.models import Section

if TYPE_CHECKING:
    from secondstory.people.models import Person


def check_can_write(section: Section, user: Person | AnonymousUser) -> None:
    check_can_contribute(section.writeup.retrospective, user)


def can_write(section: Section, user: Person | AnonymousUser) -> bool:
    return holds(check_can_write, section, user)


def check_can_rearrange(section: Section, user: Person | AnonymousUser) -> None:
    """Headings and places of the process's own sections are the same in every write-up, so that readers find
    their way; sections of people's own making go where they like."""
    check_can_write(section, user)
    if section.key:
        raise Refusal(
            "This section has its place and its heading in every write-up. Add a section of your own beside it.",
            code="section_of_the_process",
        )


def can_rearrange(section: Section, user: Person | AnonymousUser) -> bool:
    return holds(check_can_rearrange, section, user)
