"""Deciding, and what somebody close to the work says of it before."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from secondstory.recommendations import forms, policies
from secondstory.recommendations.actions.decide import decide
from secondstory.recommendations.actions.look_closely import look_closely
from secondstory.recommendations.owners import find_person
from secondstory.recommendations.views.frame import get_recommendation, owner_of
from secondstory.recommendations.views.page import tell
from secondstory.ui.me import me


@login_required
@require_POST
def decision(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    user, form = me(request), forms.DecisionForm(request.POST, auto_id="decision-%s")
    it = get_recommendation(user, recommendation_id)

    def verb(told: dict[str, Any]) -> object:
        name = told.pop("decider")
        told = owner_of(told) if told["decision"] == "do" else {**told, "owner": None}
        return decide(
            it, told.pop("decision"), by=user, decider=find_person(name, field="decider") if name else None, **told
        )

    return tell(request, it, "decision_form", form, verb)


@login_required
@require_POST
def close_looks(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    user = me(request)
    it = get_recommendation(user, recommendation_id)
    form = forms.CloseLookForm(request.POST, teams=policies.own_teams(user), auto_id="look-%s")

    def verb(told: dict[str, Any]) -> object:
        return look_closely(it, told["verdict"], told["text"], team=form.teams[told["team"]], by=user)

    return tell(request, it, "look_form", form, verb)
