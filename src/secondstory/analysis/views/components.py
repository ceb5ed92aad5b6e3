"""One part in full."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.analysis import policies
from secondstory.analysis.actions.components import SURROUNDED_IT, analyse_component
from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.actions.remove import remove
from secondstory.analysis.component import read_component, says_something
from secondstory.analysis.forms.components import ComponentForm
from secondstory.analysis.forms.questions import PartQuestionForm
from secondstory.analysis.models import ComponentAnalysis, SystemPart
from secondstory.analysis.queries import read_analysis
from secondstory.analysis.steps import BY_KEY
from secondstory.analysis.views.gone import words_stay
from secondstory.analysis.views.telling import is_kept
from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import can_contribute
from secondstory.incidents.study import frame, get_study
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound
from secondstory.ui.forms import knowing, unless_changed
from secondstory.ui.me import me


@login_required
@require_http_methods(["GET", "POST"])
def component(request: HttpRequest, study_id: UUID, part_id: UUID) -> HttpResponse:
    try:
        study, part = _find(me(request), study_id, part_id)
    except NotFound:
        return _gone(request, study_id)
    return _page(request, study, part)


def _gone(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """The part was taken out: what somebody was writing about it is shown to them once more."""
    study = get_study(me(request), study_id)
    if request.method != "POST" or not policies.can_name(ComponentAnalysis, study, me(request)):
        raise NotFound()
    back = reverse("analysis-step", args=[study.pk, "components"])
    return words_stay(request, study, ComponentForm, back)


@login_required
@require_POST
def removal(request: HttpRequest, study_id: UUID, part_id: UUID) -> HttpResponse:
    """Take out what explains the part; the part itself stays."""
    user = me(request)
    study, part = _find(user, study_id, part_id)
    found = ComponentAnalysis.objects.filter(part=part).first()
    if found is not None:
        found.retrospective = study
        remove(found, by=user)
    return redirect("component", study.pk, part.pk)


@login_required
@require_POST
def ask(request: HttpRequest, study_id: UUID, part_id: UUID) -> HttpResponse:
    """Ask a question about this part."""
    user = me(request)
    study, part = _find(user, study_id, part_id)
    form = PartQuestionForm(request.POST, auto_id="ask-%s")
    if is_kept(form, lambda: raise_mystery(study=study, part=part, by=user, **form.cleaned_data)):
        return redirect(reverse("component", args=[study.pk, part.pk]) + "#asks")
    return _page(request, study, part, form)


def _find(user: Person, study_id: UUID, part_id: UUID) -> tuple[Retrospective, SystemPart]:
    study = get_study(user, study_id)
    part = SystemPart.objects.filter(retrospective=study, pk=part_id).first()
    if part is None:
        raise NotFound()
    part.retrospective = study
    return study, part


def _page(
    request: HttpRequest, study: Retrospective, part: SystemPart, question_form: PartQuestionForm | None = None
) -> HttpResponse:
    """The page of a part; with ``question_form``, a question that came back."""
    user = me(request)
    told = read_component(part, study, read_analysis(study), user)
    now = ComponentForm.typed(told.analysis, told.shared)
    is_sent = request.method == "POST" and question_form is None
    form = ComponentForm(request.POST if is_sent else None, initial=now, tellings=told.shared)
    knowing(form, now)
    if is_sent:
        policies.check_can_name(ComponentAnalysis, study, user)

        def typed_now() -> dict[str, Any]:
            found = ComponentAnalysis.objects.filter(part=part).first()
            return ComponentForm.typed(found, told.shared)

        def write() -> ComponentAnalysis:
            return analyse_component(part, by=user, **form.told())

        try:
            if is_kept(form, lambda: unless_changed(form, typed_now, write)):
                return redirect("component", study.pk, part.pk)
        except NotFound:
            return _gone(request, study.pk)
    context = {
        **frame(study, current="analysis"),
        "component": told,
        "form": form,
        "leads": policies.can_name(ComponentAnalysis, study, user),
        "says_something": says_something(told.analysis),
        "surrounds": SURROUNDED_IT,
        "may_ask": can_contribute(study, user),
        "question_form": question_form or PartQuestionForm(auto_id="ask-%s"),
        "step": BY_KEY["components"],
        "wants": (("3",),),
    }
    came_back = form.is_bound or question_form is not None
    return render(request, "analysis/component.html", context, status=422 if came_back else 200)
