"""What a study ends with and has not settled, by kind: asked about before it is final, never held against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from secondstory.analysis.models import Mystery, SystemicFactor
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.recommendations.models import AskedToo, Decision, Recommendation, Status, Trace
from secondstory.review.models import Comment, SetAside
from secondstory.timeline.models import Dispute

SHOWN = 12


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """One kind: the first few in words, where all of them stand, and what was said of it (None: not asked yet)."""

    kind: SetAside.Kind
    items: tuple[str, ...]
    has_more: bool
    url: str
    said: SetAside | None


def left_open(study: Retrospective, user: Person) -> list[LeftOpen]:
    """The kinds that hold something ``user`` reads, and those that were spoken of (seven statements)."""
    said = {SetAside.Kind(one.kind): one for one in SetAside.objects.filter(retrospective=study)}
    questions = Mystery.objects.visible_to(user).filter(
        retrospective=study, state__in=[Mystery.State.OPEN, Mystery.State.FOLLOWED]
    )
    undecided = Recommendation.objects.filter(
        retrospective=study, status__in=[Status.IDEA, Status.PROPOSED], decision__in=[Decision.NONE, Decision.LATER]
    )
    disputes = Dispute.objects.filter(retrospective=study).exclude(state=Dispute.State.EXPLAINED)
    comments = Comment.objects.opened_to(user).filter(round__retrospective=study)
    answered = Trace.objects.filter(finding__factor=OuterRef("pk")).exclude(recommendation__status=Status.IDEA)
    asked = AskedToo.objects.filter(retrospective=study).filter(
        Q(finding__factor=OuterRef("pk")) | Q(more__factor=OuterRef("pk"))
    )
    factors = SystemicFactor.objects.filter(~Exists(answered), ~Exists(asked), retrospective=study)

    def first(rows: QuerySet[Any], field: str) -> Iterable[str]:
        return rows.order_by("created_at", "id").values_list(field, flat=True)[: SHOWN + 1]

    found: dict[SetAside.Kind, tuple[Iterable[str], str]] = {
        SetAside.Kind.QUESTIONS: (first(questions, "question"), "study-work"),
        SetAside.Kind.RECOMMENDATIONS: (first(undecided, "title"), "study-recommendations"),
        SetAside.Kind.DISAGREEMENTS: (
            chain(first(disputes, "question"), first(comments.filter(state=Comment.State.STANDS), "text")),
            "review",
        ),
        SetAside.Kind.COMMENTS: (first(comments.filter(state=Comment.State.OPEN), "text"), "review"),
        SetAside.Kind.FACTORS: (first(factors, "text"), "analysis"),
    }
    told = []
    for kind, (rows, page) in found.items():
        items = tuple(islice(rows, SHOWN + 1))
        if items or kind in said:
            url = reverse(page, args=[study.pk])
            told.append(LeftOpen(kind, items[:SHOWN], len(items) > SHOWN, url, said.get(kind)))
    return told
