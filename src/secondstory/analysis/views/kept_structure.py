"""What is known of a service's control structure: read by everyone, compared with a study's, kept and begun from."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from secondstory.analysis import picture, policies
from secondstory.analysis.actions.kept_structure import begin_with_kept, keep_structure, mark_of, take_kept_back
from secondstory.analysis.difference import difference, read_plain
from secondstory.analysis.kept import as_drawn, built_as
from secondstory.analysis.models import KeptStructure, SystemPart
from secondstory.analysis.structure import KINDS, read_structure
from secondstory.incidents.study import frame, get_study
from secondstory.people.models import Service
from secondstory.people.refusals import NotFound
from secondstory.ui.drawing import draw
from secondstory.ui.me import me

NOTHING_KEPT = "No structure of this service is kept yet. A study of an incident about it can keep one."


def _kept(service: Service) -> KeptStructure:
    found = KeptStructure.objects.filter(service=service).select_related("service").first()
    if found is None:
        raise NotFound(NOTHING_KEPT)
    return found


@login_required
@require_GET
def of_service(request: HttpRequest, slug: str) -> HttpResponse:
    service = get_object_or_404(Service, slug=slug)
    kept = _kept(service)
    known = read_plain(kept.structure)
    parts, arrows = as_drawn(known)
    told = picture.told(parts, arrows, title=f"Control structure of {service.name}", kinds=KINDS)
    context = {"service": service, "kept": kept, "known": known, "picture": draw(told), "kinds": KINDS}
    return render(request, "analysis/structure/service.html", context)


@login_required
@require_GET
def compared(request: HttpRequest, study_id: UUID, slug: str) -> HttpResponse:
    """What this study's structure and the kept one say differently. Where none is kept yet, what keeping would do."""
    user = me(request)
    study = get_study(user, study_id)
    service = get_object_or_404(Service, slug=slug)
    kept = KeptStructure.objects.filter(service=service).first()
    is_ours = kept is not None and kept.retrospective_id == study.pk
    here = built_as(read_structure(study))
    context = {
        **frame(study, current="analysis"),
        "service": service,
        "kept": kept,
        "mark": mark_of(kept),
        "difference": difference(here, read_plain(kept.structure if kept else {})),
        "has_parts": bool(here.parts),
        "kinds": KINDS,
        "leads": policies.can_name(SystemPart, study, user),
        "can_take_back": is_ours and kept is not None and policies.can_take_structure_back(kept, user),
        "can_keep": policies.can_keep_structure(study, user) and study.incident.services.filter(pk=service.pk).exists(),
    }
    return render(request, "analysis/structure/kept.html", context)


@login_required
@require_POST
def keeping(request: HttpRequest, study_id: UUID, slug: str) -> HttpResponse:
    study = get_study(me(request), study_id)
    service = get_object_or_404(Service, slug=slug)
    keep_structure(study, service, by=me(request), instead_of=request.POST.get("mark", ""))
    messages.success(request, f"Kept for {service.name}. The next study of it can begin here.")
    return redirect("structure-kept", study.pk, slug)


@login_required
@require_POST
def taking_back(request: HttpRequest, study_id: UUID, slug: str) -> HttpResponse:
    study = get_study(me(request), study_id)
    service = get_object_or_404(Service, slug=slug)
    take_kept_back(service, by=me(request), mark=request.POST.get("mark", ""))
    messages.success(request, f"Nothing is kept for {service.name} any more. This study’s own structure stays.")
    return redirect("structure-kept", study.pk, slug)


@login_required
@require_POST
def beginning(request: HttpRequest, study_id: UUID, slug: str) -> HttpResponse:
    study = get_study(me(request), study_id)
    service = get_object_or_404(Service, slug=slug)
    came = begin_with_kept(study, _kept(service), by=me(request))
    said = f"What is known of {service.name} is here: {came} of it new." if came else "All of it was here already."
    messages.success(request, said)
    return redirect("structure", study.pk)
