"""May I? Hands of the study write entries, references and disputes; the facilitator agrees and explains.

Most rules are the study's own (``incidents.policies``); here is what belongs to the timeline alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from secondstory.incidents.parts import FACILITATOR, parts_of
from secondstory.incidents.policies import check_can_contribute, holds
from secondstory.people.refusals import NotAllowed
from secondstory.timeline.models import Entry

if TYPE_CHECKING:
    from secondstory.people.models import Person


def check_can_take_out(entry: Entry, user: Person | AnonymousUser) -> None:
    """Whoever wrote it, and the facilitator; others open a dispute instead."""
    study = entry.retrospective
    check_can_contribute(study, user)
    if entry.created_by_id != user.pk and FACILITATOR not in parts_of(user, study):
        raise NotAllowed(
            "Whoever wrote an entry, or the facilitator, takes it out. If you remember it differently, put your"
            " version beside it.",
            code="not_your_entry",
        )


def can_take_out(entry: Entry, user: Person | AnonymousUser) -> bool:
    return holds(check_can_take_out, entry, user)
