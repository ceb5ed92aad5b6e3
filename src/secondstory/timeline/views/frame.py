"""What every page of the timeline needs: who asks, about which study, and what they may do there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from secondstory.incidents.audiences import readers_of_work
from secondstory.incidents.models import Retrospective
from secondstory.incidents.moments import COMMON_ZONES
from secondstory.incidents.policies import can_analyse, can_contribute
from secondstory.incidents.study import frame, get_study
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound
from secondstory.timeline.models import DecisionPoint, Dispute, Entry, KnownGap, Reference
from secondstory.ui.forms import Form
from secondstory.ui.me import me

STAGE = "timeline"

M = TypeVar("M", Entry, Dispute, Reference, DecisionPoint, KnownGap)


def show(
    request: HttpRequest, template: str, study: Retrospective, *, forms: Iterable[Form] = (), **context: Any
) -> HttpResponse:
    """The page, or with htmx the partial; 422 when a form asks for something."""
    user = me(request)
    asked = any(form.is_bound and form.errors for form in forms)
    whole = {} if request.htmx else frame(study, current=STAGE)  # type: ignore[attr-defined]
    return render(
        request,
        f"timeline/{template}",
        {
            "study": study,
            "zone": study.zone,
            "who_reads": readers_of_work(study),
            "can_contribute": can_contribute(study, user),
            "can_analyse": can_analyse(study, user),
            **whole,
            **context,
        },
        status=422 if asked else 200,
    )


def study_of(request: HttpRequest, study_id: UUID) -> Retrospective:
    return get_study(me(request), study_id)


def entry_of(request: HttpRequest, study: Retrospective, entry_id: UUID) -> Entry:
    return _one(Entry, Entry.everything.select_related("participant__person"), request, study, entry_id)


def dispute_of(request: HttpRequest, study: Retrospective, dispute_id: UUID) -> Dispute:
    return _one(Dispute, Dispute.objects.all(), request, study, dispute_id)


def decision_of(request: HttpRequest, study: Retrospective, decision_id: UUID) -> DecisionPoint:
    rows = DecisionPoint.objects.select_related("participant__person")
    return _one(DecisionPoint, rows, request, study, decision_id)


def reference_of(request: HttpRequest, study: Retrospective, reference_id: UUID) -> Reference:
    return _one(Reference, Reference.objects.all(), request, study, reference_id)


def gap_of(request: HttpRequest, study: Retrospective, gap_id: UUID) -> KnownGap:
    return _one(KnownGap, KnownGap.objects.select_related("source__reference"), request, study, gap_id)


def _one(model: type[M], rows: Any, request: HttpRequest, study: Retrospective, pk: UUID) -> M:
    found: M | None = rows.visible_to(me(request)).filter(retrospective=study, pk=pk).first()
    if found is None:
        raise NotFound()
    found.retrospective = study
    return found


def back_to(study: Retrospective, anchor: str = "") -> HttpResponseRedirect:
    """To the timeline, at the thing that was written."""
    address = reverse("timeline", args=[study.pk])
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address)


def zones_to_offer(study: Retrospective, user: Person) -> list[str]:
    return list(dict.fromkeys([study.zone, user.zone, *COMMON_ZONES]))
