"""Which recommendations answer what studies found about a control. Its page asks (config/wiring.py)."""

from __future__ import annotations

from django.db.models import OuterRef, Prefetch, Subquery
from django.urls import reverse

from secondstory.analysis.before_and_since import Change
from secondstory.analysis.models import SafetyControl
from secondstory.incidents.querysets import work_readable
from secondstory.people.audience import Who, reader
from secondstory.recommendations.models import EffectCheck, Recommendation, Status, StatusChange, Trace

MOST = 60


def strengthens(control: SafetyControl, user: Who) -> list[Change]:
    """Those of studies that ``user`` reads, since what one answers is told with its study; the newest of them. Two
    statements."""
    answers = Trace.objects.filter(finding__assessment__control=control).values("recommendation")
    last = StatusChange.objects.filter(recommendation=OuterRef("pk"), target=OuterRef("status")).order_by(
        "-created_at", "-id"
    )
    # A revision moves nowhere, so that what was seen when it was done stays what was seen.
    moved = last.exclude(source=OuterRef("status"))
    found = (
        Recommendation.objects.filter(work_readable(reader(user), prefix="retrospective__"), pk__in=answers)
        .exclude(status=Status.IDEA)
        .prefetch_related(Prefetch("effects", EffectCheck.objects.order_by("-created_at", "-id"), to_attr="came"))
        .annotate(moved_at=Subquery(moved.values("created_at")[:1]), moved_why=Subquery(moved.values("reason")[:1]))
        .order_by("-pk")[:MOST]
    )
    return [_change(one) for one in found]


def _change(one: Recommendation) -> Change:
    said = vars(one)
    came: list[EffectCheck] = said["came"]
    is_done = one.status == Status.DONE
    return Change(
        id=one.pk,
        text=one.title,
        url=reverse("recommendation", args=[one.pk]),
        stands=one.status,
        helps=one.get_strategy_display(),
        done_at=(said["moved_at"] or one.created_at) if is_done else None,
        came=f"{came[0].get_outcome_display()}. {came[0].text}" if came else "",
        saw=(said["moved_why"] or "") if is_done else one.decision_reason if one.status == Status.DROPPED else "",
    )
