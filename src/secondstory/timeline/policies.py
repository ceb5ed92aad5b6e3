"""May I? Hands of the study write entries, references and disputes; the facilitator agrees and explains.

Most rules are the study's own (``incidents.policies``); here is what belongs to the timeline alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from secondstory.incidents.models import Participant
from secondstory.incidents.parts import FACILITATOR, parts_of
from secondstory.incidents.policies import check_can_contribute, check_is_open, holds
from secondstory.people.refusals import NotAllowed
from secondstory.timeline.models import Awareness, DecisionPoint, Entry, KnownGap

if TYPE_CHECKING:
    from secondstory.people.models import Person


def check_can_take_out(entry: Entry | DecisionPoint, user: Person | AnonymousUser) -> None:
    """Whoever wrote it, and the facilitator; others put their version beside it instead."""
    study = entry.retrospective
    check_can_contribute(study, user)
    if entry.created_by_id != user.pk and FACILITATOR not in parts_of(user, study):
        raise NotAllowed(
            "Whoever wrote this, or the facilitator, takes it out. If you remember it differently, put your"
            " version beside it.",
            code="not_your_entry",
        )


def can_take_out(entry: Entry | DecisionPoint, user: Person | AnonymousUser) -> bool:
    return holds(check_can_take_out, entry, user)


def check_can_say_who_knew(participant: Participant, user: Person | AnonymousUser) -> None:
    """Everybody for themself, and whoever contributes to the study for the others."""
    study = participant.retrospective
    if participant.person_id is not None and participant.person_id == user.pk:
        check_is_open(study)
        return
    check_can_contribute(study, user)


def can_say_who_knew(participant: Participant, user: Person | AnonymousUser) -> bool:
    return holds(check_can_say_who_knew, participant, user)


def check_can_change_awareness(awareness: Awareness, user: Person | AnonymousUser) -> None:
    """What somebody said about themself stays as they said it; of the others, whoever contributes corrects it."""
    participant = awareness.participant
    check_can_say_who_knew(participant, user)
    said_it_themself = participant.person_id is not None and awareness.created_by_id == participant.person_id
    if said_it_themself and participant.person_id != user.pk:
        raise NotAllowed(
            "They said themselves when they learned of it. Ask them; only they change it.", code="said_themself"
        )


def can_change_awareness(awareness: Awareness, user: Person | AnonymousUser) -> bool:
    return holds(check_can_change_awareness, awareness, user)


def check_can_reopen_gap(gap: KnownGap, user: Person | AnonymousUser) -> None:
    """Whoever said that it was completed, and the facilitator."""
    study = gap.retrospective
    check_can_contribute(study, user)
    if gap.completed_at and gap.completed_by_id != user.pk and FACILITATOR not in parts_of(user, study):
        raise NotAllowed(
            "Whoever said how it was completed, or the facilitator, takes that back. Ask one of them.",
            code="not_your_words",
        )


def can_reopen_gap(gap: KnownGap, user: Person | AnonymousUser) -> bool:
    return holds(check_can_reopen_gap, gap, user)
