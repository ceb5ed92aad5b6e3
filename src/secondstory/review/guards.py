"""Answers to the guards this step knows."""

from __future__ import annotations

from django.db.models import Count
from django.utils import timezone

from secondstory.incidents.models import Retrospective, StudyRole
from secondstory.review.models import AgreedChange, AudienceConfirmation, Comment, Completion, Round
from secondstory.review.standing import text_now

MUST_BE_ANSWERED = (Comment.Kind.CHANGE, Comment.Kind.DISAGREE)


def round_long_enough(study: Retrospective) -> bool:
    """The latest round reached its minimum, or everyone invited said they are ready (invariant 23)."""
    latest = (
        Round.objects.filter(retrospective=study)
        .annotate(asked=Count("invited"), ready=Count("invited__ready_at"))
        .order_by("-opened_at", "-id")
        .first()
    )
    if latest is None:
        return False
    everyone_ready: bool = 0 < latest.asked == latest.ready
    return everyone_ready or timezone.now() >= latest.closes_not_before


def comments_answered(study: Retrospective) -> bool:
    return not Comment.objects.filter(
        round__retrospective=study, kind__in=MUST_BE_ANSWERED, state=Comment.State.OPEN
    ).exists()


def changes_ticked(study: Retrospective) -> bool:
    return not AgreedChange.objects.filter(retrospective=study, done_at=None).exists()


def audience_confirmed(study: Retrospective) -> bool:
    return (
        bool(study.audience)
        and AudienceConfirmation.objects.filter(retrospective=study, audience=study.audience).exists()
    )


def two_say_complete(study: Retrospective) -> bool:
    """The facilitator of today and a reviewer, two people, both about the text as it reads now."""
    noted = Completion.objects.filter(retrospective=study).exclude(sha256="")
    by_capacity = {one.capacity: one for one in noted}
    facilitator = study.roles.filter(role=StudyRole.Role.FACILITATOR).values_list("person_id", flat=True).first()
    first = by_capacity.get(Completion.Capacity.FACILITATOR)
    second = by_capacity.get(Completion.Capacity.REVIEWER)
    if first is None or second is None or first.created_by_id != facilitator or second.created_by_id == facilitator:
        return False
    return first.sha256 == second.sha256 == text_now(study)
