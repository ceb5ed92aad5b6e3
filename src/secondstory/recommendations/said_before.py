"""Earlier recommendations in the same or nearly the same words, with what came of them: asked while one is worded, on its
page, and beside what could be better. Nothing is refused for it; and what the reader may not read is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q

from secondstory.people.audience import Who
from secondstory.recommendations.models import EffectCheck, Recommendation, Status, WordMark
from secondstory.recommendations.same_words import NEARLY, marks_of

SHOWN = 5
# Lines that are looked for at once, and recommendations found for all of them.
LINES, FOUND = 20, 100


@dataclass(frozen=True, slots=True)
class Earlier:
    """``came`` is what was told to have come of it; ``reason`` why it was dropped. ``study`` is where it was made, to be
    compared and not shown; another one can ask for it, too, once it ``is_beyond_idea``."""

    id: UUID
    study: UUID
    title: str
    at: datetime
    status: str
    came: str
    reason: str
    is_beyond_idea: bool


def said_before(text: str, user: Who, *, it: Recommendation | None = None) -> list[Earlier]:
    """The newest few; of ``it``, those that were there before. Three statements, one where none is found."""
    return said_before_each([text], user, it=it)[0]


def said_before_each(texts: Sequence[str], user: Who, *, it: Recommendation | None = None) -> list[list[Earlier]]:
    """For each line those in its words. As many statements as for one; of more than LINES, the last ones are asked."""
    told: list[list[Earlier]] = [[] for _ in texts]
    marks = {n: found for n, text in list(enumerate(texts))[-LINES:] if (found := marks_of(text))}
    if not marks:
        return told
    shared = list(_alike(marks, user, it))
    rows = {
        row.pk: _earlier(row) for row in _with_effects(list(dict.fromkeys(row["recommendation"] for row in shared)))
    }
    for row in shared:
        for n in marks:
            if row["recommendation"] in rows and _enough(row[f"shared_{n}"], len(marks[n]), row["of"]):
                told[n].append(rows[row["recommendation"]])
    return [sorted(some, key=lambda one: (one.at, one.id), reverse=True)[:SHOWN] for some in told]


def _enough(shared: int, here: int, there: int) -> bool:
    return shared * 10 >= NEARLY * max(here, there)


def _alike(marks: dict[int, frozenset[int]], user: Who, it: Recommendation | None) -> Any:
    """Which recommendations that ``user`` reads have enough marks in common with one of the lines."""
    readable = Recommendation.objects.visible_to(user).order_by()
    if it is not None:
        readable = readable.exclude(pk=it.pk).filter(created_at__lte=it.created_at)
    counts = {f"shared_{n}": Count("pk", filter=Q(hash__in=some)) for n, some in marks.items()}
    enough = [
        Q(**{f"tenfold_{n}__gte": F("of") * NEARLY, f"shared_{n}__gte": -(-len(some) * NEARLY // 10)})
        for n, some in marks.items()
    ]
    return (
        WordMark.objects.filter(hash__in=frozenset().union(*marks.values()), recommendation__in=readable.values("pk"))
        .order_by()
        .values("recommendation", "of")
        .annotate(**counts)
        .annotate(**{f"tenfold_{n}": F(f"shared_{n}") * 10 for n in marks})
        .filter(reduce(or_, enough))
        .order_by("-recommendation__created_at", "-recommendation_id")[:FOUND]
    )


def _with_effects(keys: list[UUID]) -> list[Recommendation]:
    if not keys:
        return []
    came = Prefetch("effects", EffectCheck.objects.order_by("-created_at", "-id"), to_attr="came")
    return list(Recommendation.objects.filter(pk__in=keys).prefetch_related(came))


def _earlier(row: Recommendation) -> Earlier:
    came: list[EffectCheck] = vars(row)["came"] if row.status == Status.DONE else []
    return Earlier(
        id=row.pk,
        study=row.retrospective_id,
        title=row.title,
        at=row.created_at,
        status=row.get_status_display(),
        came=f"{came[0].get_outcome_display()}. {came[0].text}" if came else "",
        reason=row.decision_reason if row.status == Status.DROPPED else "",
        is_beyond_idea=row.status != Status.IDEA,
    )
