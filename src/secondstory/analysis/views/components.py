"""One part in full."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from secondstory.analysis import policies
from secondstory.analysis.actions.components import analyse_component
from secondstory.analysis.component import read_component, says_something
from secondstory.analysis.forms.components import ComponentForm
from secondstory.analysis.models import ComponentAnalysis, SystemPart
from secondstory.analysis.queries import read_analysis
from secondstory.analysis.steps import BY_KEY
from secondstory.analysis.views.page import me
from secondstory.analysis.views.study import tell_form
from secondstory.incidents.study import frame, get_study
from secondstory.people.refusals import NotFound, Refusal
from secondstory.ui.forms import ChangedMeanwhile, knowing, unless_changed


@login_required
@require_http_methods(["GET", "POST"])
def component(request: HttpRequest, study_id: UUID, part_id: UUID) -> HttpResponse:
    user = me(request)
    study = get_study(user, study_id)
    part = SystemPart.objects.filter(retrospective=study, pk=part_id).first()
    if part is None:
        raise NotFound()
    part.retrospective = study
    told = read_component(part, study, read_analysis(study), user)
    now = ComponentForm.typed(told.analysis, told.shared)
    form = ComponentForm(request.POST if request.method == "POST" else None, initial=now, tellings=told.shared)
    knowing(form, now)
    if request.method == "POST":
        policies.check_can_name(ComponentAnalysis, study, user)
        if form.is_valid():

            def typed_now() -> dict[str, Any]:
                found = ComponentAnalysis.objects.filter(part=part).first()
                return ComponentForm.typed(found, told.shared)

            try:
                unless_changed(form, typed_now, lambda: analyse_component(part, by=user, **form.told()))
            except NotFound:
                raise
            except ChangedMeanwhile:
                pass
            except Refusal as refusal:
                if refusal.field not in form.fields:
                    raise
                tell_form(form, refusal)
            else:
                return redirect("component", study.pk, part.pk)
    context = {
        **frame(study, current="analysis"),
        "component": told,
        "form": form,
        "leads": policies.can_name(ComponentAnalysis, study, user),
        "says_something": says_something(told.analysis),
        "step": BY_KEY["components"],
        "wants": (("3",),),
    }
    return render(request, "analysis/component.html", context, status=422 if form.is_bound else 200)
