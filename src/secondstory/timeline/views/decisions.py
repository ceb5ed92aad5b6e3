from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_contribute
from secondstory.people.refusals import Conflict, Refusal
from secondstory.timeline.actions.decide import edition_of, save_decision_point, take_out_decision_point
from secondstory.timeline.dial import dial
from secondstory.timeline.forms.decisions import DecisionForm
from secondstory.timeline.models import DecisionPoint
from secondstory.timeline.policies import can_take_out
from secondstory.timeline.views.frame import back_to, decision_of, show, study_of
from secondstory.ui.me import me


@login_required
@require_http_methods(["GET", "POST"])
def decisions(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """Describe a decision point."""
    study = study_of(request, study_id)
    user = me(request)
    check_can_contribute(study, user)
    form = DecisionForm(study, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = save_decision_point(study, form.decided, by=user)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, "The decision point was added.")
            return back_to(study, f"decision-{made.pk}")
    return show(request, "new_decision.html", study, forms=[form], form=form)


@login_required
@require_http_methods(["GET", "POST"])
def decision_point(request: HttpRequest, study_id: UUID, decision_point_id: UUID) -> HttpResponse:
    """One decision point, as it looked from there, and the form to describe it anew."""
    study = study_of(request, study_id)
    one = decision_of(request, study, decision_point_id)
    if request.method == "GET":
        return _decision(request, study, one)
    form = DecisionForm(study, request.POST, decision=one, initial={"seen": edition_of(one)})
    if not form.is_valid():
        return _decision(request, study, one, form)
    seen = form.cleaned_data["seen"] or None
    try:
        save_decision_point(study, form.decided, by=me(request), decision=one, seen=seen)
    except Conflict as conflict:
        form.add_error(None, conflict.sentence)
        form.data = {**request.POST.dict(), "seen": edition_of(one)}
        return _decision(request, study, one, form)
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return _decision(request, study, one, form)
    messages.success(request, "Saved.")
    return back_to(study, f"decision-{one.pk}")


@login_required
@require_POST
def withdrawal(request: HttpRequest, study_id: UUID, decision_point_id: UUID) -> HttpResponse:
    study = study_of(request, study_id)
    take_out_decision_point(decision_of(request, study, decision_point_id), by=me(request))
    messages.success(request, "The decision point was taken out.")
    return back_to(study)


def _decision(
    request: HttpRequest, study: Retrospective, one: DecisionPoint, form: DecisionForm | None = None
) -> HttpResponse:
    shown = form or DecisionForm(study, decision=one, initial={"seen": edition_of(one)})
    return show(
        request,
        "decision.html",
        study,
        forms=[form] if form else [],
        decision=one,
        form=shown,
        told=shown.told,
        asks=bool(form),
        clock=dial(one.at, study.zone),
        can_take_out=can_take_out(one, me(request)),
    )
