"""From the promise to what came of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from secondstory.recommendations import forms
from secondstory.recommendations.actions import follow_through
from secondstory.recommendations.actions.change import revise
from secondstory.recommendations.actions.tell_effect import ask_again, tell_effect
from secondstory.recommendations.views.frame import asked_why, get_recommendation, owner_of
from secondstory.recommendations.views.page import tell
from secondstory.ui.me import me


@login_required
@require_POST
def start(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    it = get_recommendation(me(request), recommendation_id)
    follow_through.start(it, by=me(request))
    return redirect("recommendation", it.pk)


@login_required
@require_POST
def drop(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    user, form = me(request), forms.DropForm(request.POST, auto_id="drop-%s")
    it = get_recommendation(user, recommendation_id)
    return tell(request, it, "drop_form", form, lambda told: follow_through.drop(it, told["reason"], by=user))


@login_required
@require_POST
def finish(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    user, form = me(request), forms.FinishForm(request.POST, auto_id="finish-%s")
    it = get_recommendation(user, recommendation_id)
    return tell(request, it, "finish_form", form, lambda told: follow_through.finish(it, told["reason"], by=user))


@login_required
@require_POST
def effect(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    """What came of it."""
    user, form = me(request), forms.EffectForm(request.POST, auto_id="effect-%s")
    it = get_recommendation(user, recommendation_id)
    return tell(request, it, "effect_form", form, lambda told: tell_effect(it, by=user, **told))


@login_required
@require_POST
def effect_later(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    user, form = me(request), forms.EffectLaterForm(request.POST, auto_id="later-%s")
    it = get_recommendation(user, recommendation_id)
    return tell(request, it, "effect_later_form", form, lambda told: ask_again(it, told["on"], by=user))


@login_required
@require_POST
def taking_up(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    user, form = me(request), forms.TakeUpForm(request.POST, auto_id="take-up-%s")
    it = get_recommendation(user, recommendation_id)
    return tell(
        request, it, "take_up_form", form, lambda told: follow_through.take_up_again(it, told["reason"], by=user)
    )


@login_required
@require_POST
def revision(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    user, form = me(request), asked_why(request, forms.RevisionForm(request.POST, auto_id="revision-%s"))
    it = get_recommendation(user, recommendation_id)
    return tell(request, it, "revision_form", form, lambda told: revise(it, by=user, **owner_of(told)))
