"""May I? Whoever has a hand in an open study writes its document; the anatomy itself is the process's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from secondstory.incidents.models import Retrospective, StudyRole
from secondstory.incidents.parts import HANDS, parts_of
from secondstory.incidents.policies import check_can_contribute, check_can_read_study, holds
from secondstory.people.refusals import NotAllowed, Refusal
from secondstory.writeup.models import Section

if TYPE_CHECKING:
    from secondstory.people.models import Person


def check_can_write(section: Section, user: Person | AnonymousUser) -> None:
    check_can_contribute(section.writeup.retrospective, user)


def can_write(section: Section, user: Person | AnonymousUser) -> bool:
    return holds(check_can_write, section, user)


def check_can_look_at_wording(study: Retrospective, user: Person | AnonymousUser) -> None:
    """Those who write it, the facilitator also once it is final, and learners beside them (domain paper §3.4). What was
    seen in somebody's draft is nobody else's."""
    if not parts_of(user, study) & (HANDS | {StudyRole.Role.LEARNER}):
        check_can_read_study(study, user)
        raise NotAllowed(
            "Those who write this study look at its wording. Comment in review instead.", code="part_needed"
        )


def can_look_at_wording(study: Retrospective, user: Person | AnonymousUser) -> bool:
    return holds(check_can_look_at_wording, study, user)


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
