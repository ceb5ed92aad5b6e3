"""What it says and what it answers: from an idea to a proposal, and back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from secondstory.recommendations import forms, queries
from secondstory.recommendations.actions.change import change
from secondstory.recommendations.actions.propose import propose, remove_idea, set_back
from secondstory.recommendations.actions.trace import retrace
from secondstory.recommendations.models import Recommendation, Status
from secondstory.recommendations.views.frame import asked_why, chosen, get_recommendation
from secondstory.recommendations.views.page import tell
from secondstory.ui.forms import knowing, unless_changed
from secondstory.ui.me import me


@login_required
@require_POST
def words(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    user, form = me(request), asked_why(request, forms.Shape(request.POST, auto_id="shape-%s"))
    form.fields["kind"].required = form.fields["strategy"].required = False
    it = get_recommendation(user, recommendation_id)
    knowing(form, forms.Shape.typed(it))

    def verb(told: dict[str, Any]) -> object:
        told["proposed_by_role"] = told["proposed_by_role"] or "unknown"
        return unless_changed(form, now, lambda: change(it, by=user, **told))

    def now() -> dict[str, Any]:
        it.refresh_from_db()
        return forms.Shape.typed(it)

    return tell(request, it, "shape_form", form, verb)


def _findings_form(request: HttpRequest, it: Recommendation) -> forms.FindingsForm:
    findings = queries.findings_of(it.retrospective) if vars(it)["reads_study"] else []
    return forms.FindingsForm(request.POST, findings=findings, auto_id="traces-%s")


@login_required
@require_POST
def traces(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    user = me(request)
    it = get_recommendation(user, recommendation_id)
    form = _findings_form(request, it)
    form.fields["findings"].required = it.status != Status.IDEA
    return tell(
        request,
        it,
        "findings_form",
        form,
        lambda told: retrace(it, chosen(it.retrospective_id, told["findings"]), by=user),
    )


@login_required
@require_POST
def proposal(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    """An idea that has its shape and its traces is proposed; one that has not says what it still needs."""
    user = me(request)
    it = get_recommendation(user, recommendation_id)
    form = asked_why(request, forms.ProposeForm(request.POST, auto_id="propose-%s"))
    return tell(request, it, "propose_form", form, lambda told: propose(it, by=user, **told))


@login_required
@require_POST
def idea(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    it = get_recommendation(me(request), recommendation_id)
    set_back(it, by=me(request))
    return redirect("recommendation", it.pk)


@login_required
@require_POST
def removal(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    it = get_recommendation(me(request), recommendation_id)
    remove_idea(it, by=me(request))
    return (
        redirect("study-recommendations", it.retrospective_id)
        if vars(it)["reads_study"]
        else redirect("recommendations")
    )
