"""What somebody says to a finding."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from secondstory.incidents.study import get_study
from secondstory.people.refusals import Refusal
from secondstory.ui.me import me
from secondstory.wording.actions import tally
from secondstory.wording.actions.answer import About, answer


@login_required
@require_POST
def answers(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """JSON for the page's own script; a form comes back to where it was sent from."""
    given = request.POST
    study = get_study(me(request), study_id)
    about = About(
        surface=given.get("surface", ""),
        quote=given.get("quote", ""),
        rule=given.get("rule", ""),
        version=_number(given.get("version", "")),
        field=given.get("field", ""),
    )
    noted = answer(study, about, given.get("state", ""), by=me(request), reason=given.get("reason", ""))
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"state": noted.state})
    return _back(request, str(noted.get_state_display()))


@login_required
@require_POST
def helpful(request: HttpRequest, rule: str) -> HttpResponse:
    """One more for this rule, and for nobody."""
    tally.helpful(rule)
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"rule": rule})
    return _back(request, "thank you")


def _number(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or len(typed) > 9:
        raise Refusal(
            "This answer does not say which version of a rule it is about. Reload the page.", code="no_version"
        )
    return int(typed)


def _back(request: HttpRequest, noted: str) -> HttpResponse:
    """To the page that asked. The page that shows a look is made of words that are kept nowhere, so it cannot be made
    again: one goes back to the words themselves from there."""
    came_from = request.headers.get("referer", "")
    here = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    if not here or came_from.split("?")[0].endswith(reverse("wording-look")):
        return render(request, "wording/noted.html", {"noted": noted})
    messages.info(request, f"Noted: {noted}.")
    return HttpResponseRedirect(came_from, status=303)
