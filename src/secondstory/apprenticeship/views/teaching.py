"""Learning from each other: moments of teaching, newest first. Nobody is counted, and nobody is listed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.apprenticeship.actions.teaching import say_talk_was_held, take_back_teaching, tell_teaching
from secondstory.apprenticeship.forms import TeachingForm
from secondstory.apprenticeship.models import TeachingMoment
from secondstory.apprenticeship.queries import shown_moments, teams_of
from secondstory.people.models import Service
from secondstory.people.refusals import NotFound
from secondstory.publishing.models import OfferedTalk
from secondstory.ui.attempt import is_kept
from secondstory.ui.me import me

MOST = 60


@login_required
@require_http_methods(["GET", "POST"])
def teaching(request: HttpRequest) -> HttpResponse:
    user = me(request)
    begun = {"day": timezone.localdate(), "kind": TeachingMoment.Kind.TALK}
    data = request.POST if request.method == "POST" else None
    form = TeachingForm(data, user=user, teams=teams_of(user), initial=begun)

    def write() -> object:
        told = {name: form.cleaned_data[name] for name in form.fields if name != "audience"}
        return tell_teaching(told.pop("kind"), told.pop("about"), **told, team=form.team, by=user)

    if request.method == "POST" and is_kept(form, write):
        messages.success(request, "It is kept. Take it back here at any time.")
        return redirect("teaching")
    rows = TeachingMoment.objects.visible_to(user)
    service = Service.objects.filter(slug=request.GET.get("service", "").replace("\x00", "")).first()
    if service:
        rows = rows.about(service)
    context = {"form": form, "moments": shown_moments(rows, user, MOST), "service": service, "here": "library"}
    return render(request, "apprenticeship/teaching.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def removal(request: HttpRequest, teaching_moment_id: UUID) -> HttpResponse:
    found = TeachingMoment.objects.visible_to(me(request)).filter(pk=teaching_moment_id).first()
    if found is None:
        raise NotFound()
    take_back_teaching(found, by=me(request))
    messages.success(request, "It is taken back.")
    return redirect("teaching")


@login_required
@require_POST
def held(request: HttpRequest, talk_id: UUID) -> HttpResponse:
    """An offered talk was held: one click."""
    talk = OfferedTalk.objects.visible_to(me(request)).select_related("publication").filter(pk=talk_id).first()
    if talk is None:
        raise NotFound()
    say_talk_was_held(talk, by=me(request))
    messages.success(request, "It stands among what was learned from each other. Your offer stays, too.")
    return redirect("teaching")
