"""The analysis of a study: one page, and one address for each kind of part."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.analysis import policies
from secondstory.analysis.actions.change import FIELDS
from secondstory.analysis.actions.remove import remove
from secondstory.analysis.forms.part import PartForm
from secondstory.analysis.forms.parts import ANEW, NOUNS, FaredForm
from secondstory.analysis.models import LookedFoundNone, OfStudy
from secondstory.analysis.queries import read_analysis
from secondstory.analysis.sections import SECTIONS
from secondstory.analysis.steps import BY_KEY
from secondstory.analysis.views.gone import words_stay
from secondstory.analysis.views.page import context_of, step_context, swapped_context
from secondstory.analysis.views.telling import is_kept, tell_form
from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import can_contribute
from secondstory.incidents.study import frame, get_study
from secondstory.people.refusals import NotFound, Refusal
from secondstory.ui.forms import knowing, unless_changed
from secondstory.ui.me import me


def _back_to(request: HttpRequest, study: Retrospective, section: str) -> str:
    """Where one came from: the step of the flow, else the whole on one page."""
    step = BY_KEY.get(request.POST.get("step", request.GET.get("step", "")))
    at = reverse("analysis-step", args=[study.pk, step.key]) if step else reverse("analysis", args=[study.pk])
    return f"{at}#{section}"


@login_required
@require_GET
def analysis(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = get_study(me(request), study_id)
    context = context_of(request, study, read_analysis(study))
    return render(request, "analysis/analysis.html", {**frame(study, current="analysis"), **context})


@login_required
@require_POST
def add(request: HttpRequest, study_id: UUID, noun: str) -> HttpResponse:
    study = get_study(me(request), study_id)
    told = read_analysis(study)
    form = NOUNS[noun](request.POST, study=study, analysis=told, auto_id=f"{noun}-%s")
    if form.is_valid():
        try:
            form.add(me(request))
        except NotFound:
            raise
        except Refusal as refusal:
            if refusal.field not in form.fields or noun == "looks":
                raise
            tell_form(form, refusal)
    return _after(request, study, form, noun)


def _after(request: HttpRequest, study: Retrospective, form: PartForm, noun: str) -> HttpResponse:
    """The section again for htmx; else back to its place on the page. A form that came back keeps what it said."""
    came_back = not form.is_valid()
    if not came_back and not getattr(request, "htmx", False):
        return redirect(_back_to(request, study, form.section))
    if came_back and noun == "looks":
        raise Refusal("Choose one of the seven kinds.", code="unknown_choice", field="kind")
    study.refresh_from_db(fields=["no_strength_because"])
    bound, step = {noun: form} if came_back else None, BY_KEY.get(request.POST.get("step", ""))
    told = read_analysis(study)
    if getattr(request, "htmx", False):
        template, context = "analysis/_swapped.html", swapped_context(request, study, told, form.section, step, bound)
    elif step and form.section in step.sections:
        template, context = "analysis/step.html", step_context(request, study, told, step, bound)
    else:
        template = "analysis/analysis.html"
        context = {**frame(study, current="analysis"), **context_of(request, study, told, bound)}
    return render(request, template, context, status=422 if came_back else 200)


def _find(request: HttpRequest, study_id: UUID, model: Any, part_id: UUID) -> tuple[Retrospective, OfStudy]:
    study = get_study(me(request), study_id)
    part: OfStudy | None = model.objects.filter(retrospective=study, pk=part_id).first()
    if part is None:
        raise NotFound()
    part.retrospective = study
    return study, part


def _typed_now(kind: Any, part: OfStudy) -> dict[str, Any]:
    """What the form would show of the part as it is now; it may be gone."""
    if not type(part)._default_manager.filter(pk=part.pk).exists():
        raise NotFound()
    study = part.retrospective
    part.refresh_from_db()
    part.retrospective = study
    told: dict[str, Any] = kind.typed(part)
    return told


@login_required
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, study_id: UUID, noun: str, part_id: UUID) -> HttpResponse:
    """One part by itself, to be said anew or taken out."""
    kind = ANEW[noun]
    try:
        study, found = _find(request, study_id, kind.model, part_id)
    except NotFound:
        study = get_study(me(request), study_id)
        if request.method != "POST" or not can_contribute(study, me(request)):
            raise
        return words_stay(request, study, kind, _back_to(request, study, kind.section))
    policies.check_can_change_part(found, me(request))
    now = kind.typed(found)
    form = kind(
        request.POST if request.method == "POST" else None,
        initial=now,
        study=study,
        analysis=read_analysis(study),
    )
    knowing(form, now)

    def write() -> object:
        return form.change(found, me(request))

    if request.method == "POST" and is_kept(
        form, lambda: unless_changed(form, partial(_typed_now, kind, found), write)
    ):
        return redirect(_back_to(request, study, kind.section))
    context = {
        "form": form,
        "removal": reverse(f"analysis-{noun}-removal", args=[study.pk, found.pk]),
        "back": _back_to(request, study, kind.section),
        "step": BY_KEY.get(request.GET.get("step", "")),
        "section": SECTIONS[kind.section],
        "control": getattr(found, "control", None) if kind is FaredForm else None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "analysis/part.html", {**frame(study, current="analysis"), **context}, status=status)


@login_required
@require_POST
def removal(request: HttpRequest, study_id: UUID, noun: str, part_id: UUID) -> HttpResponse:
    model = LookedFoundNone if noun == "looks" else ANEW[noun].model
    if model is not LookedFoundNone and model not in FIELDS:
        raise Http404
    try:
        study, found = _find(request, study_id, model, part_id)
    except NotFound:
        study = get_study(me(request), study_id)
    else:
        remove(found, by=me(request))
    return redirect(_back_to(request, study, NOUNS[noun].section))
