"""Those who were there are invited to tell it. To answer, or not to, is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import timezone

from secondstory.incidents.models import Participant, Retrospective
from secondstory.incidents.policies import check_can_analyse
from secondstory.journal.actions import action, record
from secondstory.people.refusals import NotFound, Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def invite_participants(
    study: Retrospective, *, by: Person, only: Sequence[Participant] | None = None
) -> list[Participant]:
    """Invite ``only`` these, or everybody who was not invited yet; gives those who now are. Role labels have
    no address: somebody speaks with them and tells it for them."""
    study.refresh_from_db(fields=["state"])
    check_can_analyse(study, by)
    asked = list(study.participants.filter(left_at=None))
    if only is not None:
        chosen = {participant.pk for participant in only}
        if chosen - {participant.pk for participant in asked}:
            raise NotFound()
        asked = [participant for participant in asked if participant.pk in chosen]
        if any(participant.person_id is None for participant in asked):
            raise Refusal(
                "A role without a person cannot be invited here. Speak with them, or add the person.", code="no_address"
            )
    invited = []
    for participant in asked:
        if participant.person_id is not None and participant.invited_at is None:
            participant.invited_at = timezone.now()
            participant.save(update_fields=["invited_at"])
            record("study.participant_invited", about=study, by=by, participant=participant.pk)
            invited.append(participant)
    return invited
