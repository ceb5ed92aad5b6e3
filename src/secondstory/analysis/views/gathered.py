"""Pages that gather what studies said: of one of the seven kinds, of one service. Only studies this person reads."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from secondstory.analysis.models import (
    Condition,
    KeptStructure,
    Mystery,
    SafetyControl,
    SystemicFactor,
    SystemicKind,
    WorkNote,
)
from secondstory.analysis.sections import KINDS_ASK
from secondstory.incidents.keyset import page
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Service
from secondstory.people.refusals import NotFound
from secondstory.ui.me import me

BESIDE = 12
OPEN = (Mystery.State.OPEN, Mystery.State.FOLLOWED)


@login_required
@require_GET
def factor_kind(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in SystemicKind.values:
        raise NotFound()
    user = me(request)
    readable = SystemicFactor.objects.visible_to(user).select_related("retrospective__incident")
    rows = readable.filter(kind=kind).prefetch_related(Prefetch("seen_before", queryset=readable))
    context = {
        "kind": kind,
        "kind_name": SystemicKind(kind).label,
        "asks": KINDS_ASK[kind],
        "kinds": SystemicKind.choices,
        "page": page(rows, request.GET, by="created_at"),
    }
    return render(request, "analysis/factor_kind.html", context)


@login_required
@require_GET
def service_met(request: HttpRequest, slug: str) -> HttpResponse:
    service = Service.objects.select_related("team").filter(slug=slug).first()
    if service is None:
        raise NotFound()
    user = me(request)
    studies = Retrospective.objects.visible_to(user).filter(incident__services=service)
    conditions = Condition.objects.filter(retrospective__in=studies.order_by().values("pk"))
    questions = Mystery.objects.visible_to(user).filter(services=service, state__in=OPEN).with_followers()
    context = {
        "service": service,
        "page": page(studies.select_related("incident"), request.GET, by="created_at"),
        "controls": SafetyControl.objects.filter(services=service)[:BESIDE],
        "conditions": conditions.select_related("retrospective").order_by("-created_at", "-id")[:BESIDE],
        "questions": questions.order_by("-created_at", "-id")[:BESIDE],
        "work_notes": WorkNote.objects.visible_to(user).filter(services=service)[:BESIDE],
        "has_structure": KeptStructure.objects.filter(service=service).exists(),
    }
    return render(request, "analysis/service_met.html", context)
