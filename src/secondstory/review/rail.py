"""What review and the final text say in a study's rail."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from secondstory.incidents.rail import Says, Source, count_of
from secondstory.playbook.transitions import State
from secondstory.review.guards import MUST_BE_ANSWERED
from secondstory.review.models import Comment, Round


def reads_first(study: Any) -> bool:
    """Whether everybody still reads for themself. ``study`` carries the annotations below."""
    until = study.review_reads_first_until
    return until is not None and until > timezone.now()


def review_says(study: Any) -> Says:
    """``study`` carries the annotations below. While everybody reads for themself first, it does not tell whether others
    have said something."""
    waiting = study.review_waiting
    if study.review_open_rounds:
        if reads_first(study):
            return Says("open", "open, one’s own reading first")
        return Says("open", f"open, {waiting} to answer" if waiting else "open, all answered")
    if study.is_final or study.state == State.AGREEING:
        return Says("done", "closed")
    return Says("open", "closed, can be opened again") if study.review_rounds else Says("next", "not opened yet")


def published_says(study: Any) -> Says:
    if study.is_final:
        return Says("done", "final")
    return Says("open", "can be finalized") if study.state == State.AGREEING else Says("next", "not final yet")


REVIEW = Source(
    url_name="review",
    says=review_says,
    annotations={
        "review_rounds": count_of(Round),
        "review_open_rounds": count_of(Round.objects.filter(closed_at=None)),
        "review_reads_first_until": Subquery(
            Round.objects.filter(retrospective_id=OuterRef("pk"), closed_at=None).values("reads_first_until")[:1]
        ),
        "review_waiting": count_of(
            Comment.objects.filter(kind__in=MUST_BE_ANSWERED, state=Comment.State.OPEN),
            "round__retrospective_id",
        ),
    },
)
PUBLISHED = Source(url_name="edition", says=published_says, annotations={})
