"""It is stuck: who is asked, and what came of asking."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from secondstory.people.refusals import NotFound
from secondstory.recommendations import forms, policies
from secondstory.recommendations.actions.stuck import answer_stuck, goes_on, say_stuck
from secondstory.recommendations.models import Recommendation, Stuck, StuckReply
from secondstory.recommendations.owners import find_person
from secondstory.recommendations.views.frame import get_recommendation
from secondstory.recommendations.views.page import tell
from secondstory.ui.me import me


def _stuck_one(it: Recommendation, stuck_id: UUID) -> Stuck:
    found = Stuck.objects.select_related("recommendation__retrospective").filter(pk=stuck_id, recommendation=it).first()
    if found is None:
        raise NotFound()
    return found


@login_required
@require_POST
def stuck(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    """Whoever carries it says that it is stuck, and asks somebody who can decide."""
    user = me(request)
    it = get_recommendation(user, recommendation_id)
    form = forms.StuckForm(request.POST, can_open=policies.can_open_to(it, user), auto_id="stuck-%s")

    def verb(told: dict[str, Any]) -> object:
        asked = find_person(told["asked"], field="asked")
        return say_stuck(it, told["why"], asked=asked, by=user, opens=told.get("opens", False))

    return tell(request, it, "stuck_form", form, verb)


@login_required
@require_POST
def stuck_answer(request: HttpRequest, recommendation_id: UUID, stuck_id: UUID) -> HttpResponse:
    user = me(request)
    try:
        it = get_recommendation(user, recommendation_id)
    except NotFound:
        # It went on meanwhile, and with that they read it no more: their own words are theirs to take along.
        if not Stuck.objects.filter(pk=stuck_id, recommendation=recommendation_id, asked=user).exists():
            raise
        words = request.POST.get("text", "")
        return render(request, "recommendations/went_on.html", {"words": words}, status=409)
    one = _stuck_one(it, stuck_id)
    can_open = policies.can_open_to(it, user)
    form = forms.StuckReplyForm(request.POST, to=one.pk, can_open=can_open, auto_id="stuck-answer-%s")

    def verb(told: dict[str, Any]) -> object:
        name = told["hand_to"] if told["kind"] == StuckReply.Kind.HANDED_ON else ""
        hand_to = find_person(name, field="hand_to") if name else None
        opens = told.get("opens", False)
        return answer_stuck(one, told["kind"], told["text"], by=user, hand_to=hand_to, opens=opens)

    return tell(request, it, "stuck_answer_form", form, verb)


@login_required
@require_POST
def going_on(request: HttpRequest, recommendation_id: UUID, stuck_id: UUID) -> HttpResponse:
    user = me(request)
    it = get_recommendation(user, recommendation_id)
    one = _stuck_one(it, stuck_id)
    form = forms.GoesOnForm(request.POST, to=one.pk, auto_id="going-on-%s")
    return tell(request, it, "going_on_form", form, lambda told: goes_on(one, told["text"], by=user))
