"""Everybody chooses for themselves how a study shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.incidents.models import Participant
from secondstory.incidents.policies import check_can_choose_display
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def choose_display(participant: Participant, display: str, *, by: Person) -> Participant:
    """By role, by name, or without either (invariant 19): nobody else's to choose, and never closed.

    Also after the study is final: it changes no word of an edition, which was frozen as people were shown then.
    """
    check_can_choose_display(participant, by)
    if display not in Participant.Display.values:
        raise Refusal("Choose to be shown by role, by name, or without either.", field="display")
    participant.refresh_from_db(fields=["display"])
    if participant.display != display:
        participant.display = display
        participant.save(update_fields=["display"])
        record("study.display_chosen", about=participant.retrospective, by=by)
    return participant
