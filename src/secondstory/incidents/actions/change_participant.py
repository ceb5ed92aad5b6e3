"""How somebody takes part is corrected: their role, and the ways they were part of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from secondstory.incidents.actions.add_participant import NO_ROLE, known_involvements
from secondstory.incidents.models import Participant
from secondstory.incidents.policies import check_can_change_participant, check_can_facilitate
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def change_participant(
    participant: Participant,
    *,
    by: Person,
    role_label: str | None = None,
    involvements: Iterable[str] | None = None,
    reports_to_facilitator: bool | None = None,
) -> Participant:
    """Change what is given, leave the rest. The person themself may, too; who reports to whom is the
    facilitator's to say."""
    study = participant.retrospective
    study.refresh_from_db(fields=["state"])
    check_can_change_participant(participant, by)
    participant.refresh_from_db(fields=["role_label", "involvements", "reports_to_facilitator"])
    given: dict[str, object] = {}
    if role_label is not None:
        given["role_label"] = line(role_label, most=120, field="role_label", empty=NO_ROLE)
    if involvements is not None:
        given["involvements"] = known_involvements(involvements)
    if reports_to_facilitator is not None and reports_to_facilitator != participant.reports_to_facilitator:
        check_can_facilitate(study, by)
        given["reports_to_facilitator"] = reports_to_facilitator
    changed = [name for name, value in given.items() if getattr(participant, name) != value]
    if changed:
        for name in changed:
            setattr(participant, name, given[name])
        participant.save(update_fields=changed)
        record("study.participant_changed", about=study, by=by, participant=participant.pk)
    return participant
