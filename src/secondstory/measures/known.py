"""Did we know (M-12)? What was written down before something happened, and that a study of it met again: signals, what an
earlier study saw, what was recommended about the same control. With its day, for each study; nothing is summed up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.urls import reverse

from secondstory.analysis.models import Condition, SystemicFactor
from secondstory.incidents.models import Retrospective, Signal
from secondstory.incidents.querysets import work_readable
from secondstory.people.audience import Who, reader
from secondstory.recommendations.models import Status, Trace
from secondstory.ui.text import shorten

MOST = 300


@dataclass(frozen=True, slots=True)
class Known:
    """``study`` met again what ``text`` said ``at`` that day."""

    study: Retrospective
    what: str
    text: str
    at: datetime
    url: str


def known_before(studies: Sequence[Retrospective], user: Who) -> list[Known]:
    """In the order of ``studies`` (which bring their incident), then of time. What ``user`` does not read is not told.
    Four statements."""
    by_id = {one.pk: one for one in studies}
    by_incident = {one.incident_id: one for one in studies}
    found: list[Known] = []
    signals = Signal.objects.visible_to(user).filter(incident_id__in=by_incident)
    for signal in signals.filter(created_at__lt=F("incident__happened_at")).order_by("created_at", "id")[:MOST]:
        assert signal.incident_id is not None
        study = by_incident[signal.incident_id]
        found.append(Known(study, "a signal", signal.text, signal.created_at, reverse("signals")))
    for model, what in (
        (Condition, "a condition of an earlier study"),
        (SystemicFactor, "a factor of an earlier study"),
    ):
        seen = model._default_manager.visible_to(user).filter(seen_again__retrospective__in=by_id)
        rows = seen.order_by("created_at", "id").values_list(
            "text", "created_at", "retrospective_id", "seen_again__retrospective_id"
        )
        for text, at, earlier, later in rows[:MOST]:
            if at < by_id[later].incident.happened_at:
                found.append(Known(by_id[later], what, text, at, reverse("analysis", args=[earlier])))
    return sorted(
        found + _recommended(by_id, user), key=lambda one: (list(by_id).index(one.study.pk), one.at, one.text)
    )


def _recommended(by_id: dict[UUID, Retrospective], user: Who) -> list[Known]:
    """Of earlier studies, about a control that was met again, and not done by then."""
    rows = (
        Trace.objects.filter(
            work_readable(reader(user), prefix="recommendation__retrospective__"),
            finding__assessment__control__assessments__retrospective__in=by_id,
        )
        .exclude(recommendation__status__in=[Status.IDEA, Status.DONE])
        .order_by("recommendation__created_at", "recommendation_id")
        .values_list(
            "recommendation_id",
            "recommendation__title",
            "recommendation__created_at",
            "recommendation__retrospective_id",
            "finding__assessment__control__assessments__retrospective_id",
        )
    )
    return [
        Known(by_id[later], "a recommendation", title, at, reverse("recommendation", args=[key]))
        for key, title, at, of, later in dict.fromkeys(rows[:MOST])
        if later in by_id and of != later and at < by_id[later].incident.happened_at
    ]


def in_a_line(one: Known) -> str:
    return f"{one.what[:1].upper()}{one.what[1:]}: {shorten(one.text, 160)}"
