"""May I? Stewards choose the rules; whoever writes a shared text answers what was seen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_contribute, check_can_read_study, check_is_open, holds
from secondstory.organization.policies import can_steward, check_can_steward
from secondstory.people.refusals import Refusal
from secondstory.wording.kinds import PRIVATE, SURFACES

if TYPE_CHECKING:
    from secondstory.people.models import Person

# Whoever reads a study may comment on it, so they answer for their own comment.
SAID_BY_READERS = frozenset({"comment", "reader_note"})


def check_can_choose(user: Person | AnonymousUser) -> None:
    check_can_steward(user)


def can_choose(user: Person | AnonymousUser) -> bool:
    return can_steward(user)


def check_can_answer(study: Retrospective, surface: str, user: Person | AnonymousUser) -> None:
    """About a text of an open study, by those who write it. Private words have nothing that could be answered."""
    if surface in PRIVATE or surface not in SURFACES or surface == "notes":
        check_can_read_study(study, user)
        raise Refusal("Words that are private are looked at and never noted.", code="wording_is_private")
    if surface in SAID_BY_READERS:
        check_can_read_study(study, user)
        check_is_open(study)
        return
    check_can_contribute(study, user)


def can_answer(study: Retrospective, surface: str, user: Person | AnonymousUser) -> bool:
    return holds(check_can_answer, study, surface, user)
