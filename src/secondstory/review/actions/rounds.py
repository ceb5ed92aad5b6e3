"""A round: open, invite, ready, close. Time to read is given, not taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

from secondstory.incidents.actions.move import move
from secondstory.incidents.models import Retrospective, StudyRole
from secondstory.incidents.parts import forget_parts
from secondstory.journal.actions import action, record
from secondstory.people.models import Person, TeamMembership
from secondstory.people.refusals import Refusal
from secondstory.playbook.process import working_days_after
from secondstory.playbook.transitions import State
from secondstory.review.actions.read import note_read
from secondstory.review.models import Invited, Round, RoundName
from secondstory.review.policies import check_can_lead_review

LEAST_DAYS = 2  # fixed by the standard: a round of fewer working days is none


def usual_reviewers(study: Retrospective) -> list[Person]:
    """The team's on-call rota, without the facilitator (seed 004, 'Team: On-call rotation')."""
    if study.team_id is None:
        return []
    facilitator = study.roles.filter(role=StudyRole.Role.FACILITATOR).values("person_id")
    rota = TeamMembership.objects.filter(team_id=study.team_id, on_call=True, person__is_active=True)
    rota = rota.exclude(person_id__in=facilitator).select_related("person").order_by("person__display_name", "id")
    return [membership.person for membership in rota]


def earliest_close(study: Retrospective, opened_at: datetime) -> datetime:
    """So many whole working days later, at the same time of day in the study's zone; a round opened on a
    weekend counts from the beginning of Monday."""
    days = max(LEAST_DAYS, study.process_version.stage("review").min_open_days)
    zone = ZoneInfo(study.zone)
    local = opened_at.astimezone(zone)
    first = working_days_after(local.date(), 0)
    at = local.time() if first == local.date() else time(0)
    return datetime.combine(working_days_after(first, days), at, tzinfo=zone)


@action
def open_round(
    study: Retrospective, *, by: Person, reviewers: Sequence[Person] | None = None, reads_first: bool = True
) -> Round:
    """Open a round with ``reviewers`` (default: the team's rota). With one open already, that one is returned.

    The study goes into review with it, if it is not there yet; its guards hold first. With ``reads_first`` everybody
    reads by themself before they see what others said, until the round may close.
    """
    study.refresh_from_db(fields=["state"])
    check_can_lead_review(study, by)
    current: Round | None = Round.objects.filter(retrospective=study, closed_at=None).first()
    if current and study.state == State.REVIEWING:
        return current
    if study.state != State.REVIEWING:
        move(study, State.REVIEWING, by=by)
    if current:
        # It was sent back while that round was open; the text is another one now, and so is the round.
        _close(current, by=by)
    opened_at = timezone.now()
    may_close = earliest_close(study, opened_at)
    current = Round.objects.create(
        retrospective=study,
        opened_at=opened_at,
        closes_not_before=may_close,
        reads_first_until=may_close if reads_first else None,
        created_by=by,
    )
    record("round.opened", about=current, by=by, study=study.pk)
    for person in usual_reviewers(study) if reviewers is None else reviewers:
        invite_reviewer(study, person, by=by)
    return current


@action
def invite_reviewer(study: Retrospective, person: Person, *, by: Person) -> Invited:
    """Ask somebody to read and comment. It gives them a part in the study, so they can read it."""
    study.refresh_from_db(fields=["state"])
    check_can_lead_review(study, by)
    current = Round.objects.filter(retrospective=study, closed_at=None).first()
    if current is None or study.state != State.REVIEWING:
        raise Refusal("No review round is open. Open one first.", code="no_round")
    if not person.is_active:
        raise Refusal("This person has left. Invite somebody who is here.", code="person_left", field="person")
    if StudyRole.objects.filter(retrospective=study, person=person, role=StudyRole.Role.FACILITATOR).exists():
        raise Refusal(
            "The facilitator carries this text. Invite somebody who reads it for the first time.",
            code="second_person",
            field="person",
        )
    invited, is_new = Invited.objects.get_or_create(round=current, person=person, defaults={"created_by": by})
    if is_new:
        _, is_new_part = StudyRole.objects.get_or_create(
            retrospective=study, person=person, role=StudyRole.Role.REVIEWER, defaults={"created_by": by}
        )
        forget_parts(study)
        if is_new_part:
            record("study.role_given", about=study, by=by, person=person.pk, role="reviewer")
        record("round.invited", about=current, by=by, study=study.pk, person=person.pk)
    return invited


@action
def say_ready(study: Retrospective, *, by: Person) -> Invited:
    """'From me, it may close.' When everyone invited has said so, the minimum need not be waited for."""
    invited = Invited.objects.filter(round__retrospective=study, round__closed_at=None, person=by).first()
    if invited is None:
        raise Refusal("You are not invited to an open round of this study.", code="not_invited")
    if invited.ready_at is None:
        invited.ready_at = timezone.now()
        invited.save(update_fields=["ready_at"])
        note_read(invited.round, by=by)
        record("round.ready", about=invited.round, by=by, study=study.pk)
    return invited


@action
def close_review(study: Retrospective, *, by: Person) -> Retrospective:
    """Close the round and go on to agreeing, if its guards hold; both or neither."""
    move(study, State.AGREEING, by=by)
    close_open_rounds(study, by=by)
    return study


@action
def close_open_rounds(study: Retrospective, *, by: Person) -> None:
    """Close what is open; the move that allows it was made and checked before."""
    for current in Round.objects.filter(retrospective_id=study.pk, closed_at=None):
        _close(current, by=by)


def _close(current: Round, *, by: Person) -> None:
    current.closed_at = timezone.now()
    current.save(update_fields=["closed_at"])
    # Nobody speaks under them any more, so nothing is kept that could show whose they were.
    RoundName.objects.filter(round=current).delete()
    record("round.closed", about=current, by=by, study=current.retrospective_id)
