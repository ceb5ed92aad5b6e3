"""Whose doing something good was: proposed by others, shown once that person agreed, gone whenever they say so."""

from __future__ import annotations

from django.utils import timezone

from secondstory.analysis import policies
from secondstory.analysis.actions.keep import check_is_there
from secondstory.analysis.models import Credit, Strength
from secondstory.incidents.models import Participant
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound, Refusal


@action
def propose_credit(strength: Strength, participant: Participant, *, by: Person) -> Credit:
    """The facilitator, or whoever wrote it down, says whose doing it was. Whoever proposes themself has agreed."""
    policies.check_can_change_part(strength, by)
    check_is_there(strength)
    if participant.retrospective_id != strength.retrospective_id or participant.left_at is not None:
        raise Refusal("Choose somebody of this study.", code="other_study", field="participant")
    if participant.person_id is None:
        raise Refusal(
            "Nobody can ask them here, so they are not named. What was done stands without a name.",
            code="cannot_agree",
            field="participant",
        )
    credit, is_new = Credit.objects.get_or_create(
        strength=strength, participant=participant, defaults={"created_by": by}
    )
    if is_new:
        record("credit.proposed", about=credit, by=by, study=strength.retrospective_id)
    return agree_to_credit(credit, by=by) if participant.person_id == by.pk else credit


@action
def agree_to_credit(credit: Credit, *, by: Person) -> Credit:
    """Their own act: from now on it stands beside what they did, the way they are shown in this study."""
    check_is_theirs(credit, by)
    if not Credit.objects.filter(pk=credit.pk).exists():
        raise NotFound()
    credit.refresh_from_db(fields=["agreed_at"])
    if credit.agreed_at is None:
        credit.agreed_at = timezone.now()
        credit.save(update_fields=["agreed_at"])
        record("credit.agreed", about=credit, by=by, study=credit.strength.retrospective_id)
    return credit


@action
def decline_credit(credit: Credit, *, by: Person) -> None:
    """No, or no longer: at any time, also in a final study, also for somebody who left it. The row is deleted."""
    check_is_theirs(credit, by)
    if Credit.objects.filter(pk=credit.pk).delete()[0]:
        record("credit.declined", about=credit, by=by, study=credit.strength.retrospective_id)


def check_is_theirs(credit: Credit, user: Person) -> None:
    """Nobody agrees or declines for somebody else, and nobody else learns that there is something to agree to."""
    if credit.participant.person_id is None or credit.participant.person_id != user.pk:
        raise NotFound()
