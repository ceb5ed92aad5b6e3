"""Earlier recommendations in the same or nearly the same words, with what came of them: asked while one is worded, on its
page, and beside what could be better. Nothing is refused for it; and what the reader may not read is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Prefetch

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
    for row in _with_effects(_alike(set(marks.values()), user, it)):
        has = marks_of(row.title)
        for n, some in marks.items():
            if len(some & has) * 10 >= NEARLY * max(len(some), len(has)):
                told[n].append(_earlier(row))
    return [sorted(some, key=lambda one: (one.at, one.id), reverse=True)[:SHOWN] for some in told]


def _alike(lines: set[frozenset[int]], user: Who, it: Recommendation | None) -> list[UUID]:
    """Of the recommendations that ``user`` reads, the newest that have enough marks in common with one of the lines. Who
    reads them is asked of those alone: they are few."""
    first, *others = map(_enough_in_common, lines)
    found = Recommendation.objects.visible_to(user).filter(pk__in=first.union(*others) if others else first)
    if it is not None:
        found = found.exclude(pk=it.pk).filter(created_at__lte=it.created_at)
    return list(found.newest_first().values_list("pk", flat=True)[:FOUND])


def _enough_in_common(marks: frozenset[int]) -> Any:
    """Those that have so many of the marks. A line that has them lacks so few that it cannot lack all of the rarest; and
    hardly any other has one of these, where the most frequent ones stand in every tenth line."""
    needed = -(-len(marks) * NEARLY // 10)
    rarest = WordMark.objects.filter(hash__in=marks).order_by().values("hash").annotate(times=Count("hash"))
    rarest = rarest.order_by("times", "hash").values("hash")[: len(marks) - needed + 1]
    may_be = WordMark.objects.filter(hash__in=rarest).order_by().values("recommendation")
    return (
        WordMark.objects.filter(recommendation__in=may_be, hash__in=marks)
        .order_by()
        .values("recommendation", "of")
        .annotate(shared=Count("hash"), tenfold=Count("hash") * 10)
        .filter(shared__gte=needed, tenfold__gte=F("of") * NEARLY)
        .values("recommendation")
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
