"""Somebody is taken out of the people of a study: added by mistake, or leaving by their own wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from secondstory.incidents.models import Participant
from secondstory.incidents.parts import forget_parts
from secondstory.incidents.policies import check_can_change_participant
from secondstory.journal.actions import action, record

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def remove_participant(participant: Participant, *, by: Person) -> Participant:
    """The row stays as a marker for what already points at it; reading and writing rights end at once."""
    study = participant.retrospective
    study.refresh_from_db(fields=["state"])
    check_can_change_participant(participant, by)
    participant.refresh_from_db(fields=["left_at"])
    if participant.left_at is None:
        participant.left_at = timezone.now()
        participant.save(update_fields=["left_at"])
        forget_parts(study)
        record("study.participant_left", about=study, by=by, participant=participant.pk)
    return participant
