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
from secondstory.analysis.actions.controls import full_name
from secondstory.analysis.actions.remove import remove
from secondstory.analysis.forms.parts import ANEW, NOUNS, FaredForm, PartForm
from secondstory.analysis.models import LookedFoundNone, Loss, OfStudy, SafetyControl, Strength
from secondstory.analysis.queries import Analysis, read_analysis
from secondstory.analysis.sections import GROUPS, SECTIONS
from secondstory.analysis.shape import shape_of
from secondstory.analysis.thin import thin
from secondstory.analysis.wants import wants_of
from secondstory.incidents.models import Retrospective
from secondstory.incidents.study import frame, get_study
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound, Refusal
from secondstory.question_bank.queries import find
from secondstory.ui.forms import ChangedMeanwhile, Form, knowing, unless_changed

SUGGESTED = 200


def me(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def tell_form(form: Form, refusal: Refusal) -> None:
    """Put the refusal's sentence where it belongs; what was typed stays."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)


def _suggested(study: Retrospective) -> list[str]:
    controls = SafetyControl.objects.select_related("team").order_by("name", "id")[:SUGGESTED]
    return [full_name(control, study.team) for control in controls]


def _forms(
    study: Retrospective,
    analysis: Analysis,
    user: Person,
    bound: dict[str, PartForm],
    begun: dict[str, dict[str, str]],
) -> dict[str, PartForm]:
    """A fresh form for each noun that this person may add, one begun with words, or the one that came back."""
    leads, hands = policies.can_name(Loss, study, user), policies.can_name(Strength, study, user)
    open_ones = [
        noun
        for noun, form in NOUNS.items()
        if leads or (hands and (form.section in ("strengths", "better", "conditions", "questions")))
    ]
    fresh = {
        noun.replace("-", "_"): NOUNS[noun](
            study=study, analysis=analysis, auto_id=f"{noun}-%s", initial=begun.get(noun)
        )
        for noun in open_ones
        if noun != "looks"
    }
    return fresh | {noun.replace("-", "_"): form for noun, form in bound.items()}


def _begun(request: HttpRequest) -> dict[str, dict[str, str]]:
    """``?wonder=`` is a question of the bank that somebody would ask here, in its words."""
    if not (key := request.GET.get("wonder", "")):
        return {}
    try:
        return {"questions": {"question": find(me(request), key).text}}
    except NotFound:
        return {}


def _context(
    request: HttpRequest, study: Retrospective, analysis: Analysis, bound: dict[str, PartForm] | None = None
) -> dict[str, Any]:
    user = me(request)
    forms = _forms(study, analysis, user, bound or {}, _begun(request))
    told = thin(shape_of(analysis))
    return {
        "study": study,
        "analysis": analysis,
        "groups": GROUPS,
        "sections": SECTIONS,
        "thin": told,
        "wants": wants_of(told),
        "forms": forms,
        "leads": policies.can_name(Loss, study, user),
        "suggested": _suggested(study) if "controls" in forms else [],
    }


@login_required
@require_GET
def analysis(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = get_study(me(request), study_id)
    context = _context(request, study, read_analysis(study))
    return render(request, "analysis/analysis.html", {**frame(study, current="analysis"), **context})


@login_required
@require_POST
def add(request: HttpRequest, study_id: UUID, noun: str) -> HttpResponse:
    study = get_study(me(request), study_id)
    form = NOUNS[noun](request.POST, study=study, analysis=read_analysis(study), auto_id=f"{noun}-%s")
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
        return redirect(reverse("analysis", args=[study.pk]) + f"#{form.section}")
    if came_back and noun == "looks":
        raise Refusal("Choose one of the seven kinds.", code="unknown_choice", field="kind")
    study.refresh_from_db(fields=["no_strength_because"])
    context = _context(request, study, read_analysis(study), {noun: form} if came_back else None)
    if getattr(request, "htmx", False):
        template, context["section"] = "analysis/_swapped.html", SECTIONS[form.section]
    else:
        template, context = "analysis/analysis.html", {**frame(study, current="analysis"), **context}
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
    study, found = _find(request, study_id, kind.model, part_id)
    policies.check_can_change_part(found, me(request))
    now = kind.typed(found)
    form = kind(
        request.POST if request.method == "POST" else None, initial=now, study=study, analysis=read_analysis(study)
    )
    knowing(form, now)
    if request.method == "POST" and form.is_valid():
        try:
            unless_changed(form, partial(_typed_now, kind, found), lambda: form.change(found, me(request)))
        except NotFound:
            raise
        except ChangedMeanwhile:
            pass
        except Refusal as refusal:
            if refusal.field not in form.fields:
                raise
            tell_form(form, refusal)
        else:
            return redirect(reverse("analysis", args=[study.pk]) + f"#{kind.section}")
    context = {
        "form": form,
        "removal": reverse(f"analysis-{noun}-removal", args=[study.pk, found.pk]),
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
    return redirect(reverse("analysis", args=[study.pk]) + f"#{NOUNS[noun].section}")
