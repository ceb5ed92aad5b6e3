"""The guided flow: how deep to go, the way through, and a page for each step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from secondstory.analysis import policies
from secondstory.analysis.actions.depth import choose_depth
from secondstory.analysis.forms.depth import DepthForm
from secondstory.analysis.how_deep import suggestion
from secondstory.analysis.models import ReasonToLearn
from secondstory.analysis.queries import read_analysis
from secondstory.analysis.shape import shape_of
from secondstory.analysis.steps import BY_KEY, left_out
from secondstory.analysis.thin import thin
from secondstory.analysis.views.page import step_context, way_through
from secondstory.analysis.views.telling import is_kept
from secondstory.incidents.study import frame, get_study
from secondstory.people.refusals import NotFound
from secondstory.ui.forms import knowing, unless_changed
from secondstory.ui.me import me


@login_required
@require_http_methods(["GET", "POST"])
def steps(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """Why this one is worth a closer look, how deep to go, and the way through."""
    user = me(request)
    study = get_study(user, study_id)
    now = DepthForm.typed(study)
    form = knowing(DepthForm(request.POST if request.method == "POST" else None, initial=now), now)
    if request.method == "POST":
        policies.check_can_name(ReasonToLearn, study, user)

        def typed_now() -> dict[str, Any]:
            study.refresh_from_db(fields=["depth"])
            return DepthForm.typed(study)

        if is_kept(form, lambda: unless_changed(form, typed_now, lambda: choose_depth(study, by=user, **form.told()))):
            return redirect("analysis-steps", study.pk)
    analysis = read_analysis(study)
    reasons = [line.kind for line in analysis["reason"]]
    way = way_through(study, analysis, thin(shape_of(analysis, study)))
    context = {
        **frame(study, current="analysis"),
        "form": form,
        "leads": policies.can_name(ReasonToLearn, study, user),
        "reasons": analysis["reason"],
        "suggestion": suggestion(reasons, study.depth),
        "way": way,
        "left_out": left_out(study.depth),
        # Of an analysis that has not begun, each step would say twice that nothing is there.
        "is_begun": any(one.holds for one in way if one.step.key != "events"),
        # Where there is least so far; None when nothing is thin.
        "here": next((one for one in way if not one.holds), next((one for one in way if one.thin), None)),
    }
    return render(request, "analysis/steps.html", context, status=422 if form.is_bound else 200)


@login_required
@require_GET
def step(request: HttpRequest, study_id: UUID, key: str) -> HttpResponse:
    study = get_study(me(request), study_id)
    found = BY_KEY.get(key)
    if found is None:
        raise NotFound()
    return render(request, "analysis/step.html", step_context(request, study, read_analysis(study), found))
