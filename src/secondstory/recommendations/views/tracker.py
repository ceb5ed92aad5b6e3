"""Where a team opens tickets."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from secondstory.organization.policies import check_can_keep_team
from secondstory.people.models import Team
from secondstory.recommendations import forms
from secondstory.recommendations.actions.keep_tracker import keep_tracker
from secondstory.recommendations.models import Tracker
from secondstory.ui.attempt import is_kept
from secondstory.ui.forms import knowing, unless_changed
from secondstory.ui.me import me


@login_required
@require_http_methods(["GET", "POST"])
def team_tracker(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a team opens tickets. Its own people keep that."""
    team, user = get_object_or_404(Team, slug=slug), me(request)
    check_can_keep_team(team, user)

    def now() -> dict[str, Any]:
        return forms.TrackerForm.typed(Tracker.objects.filter(team=team).first())

    before = now()
    form = knowing(forms.TrackerForm(request.POST if request.method == "POST" else None, initial=before), before)

    def write() -> object:
        return unless_changed(form, now, lambda: keep_tracker(team, by=user, **form.cleaned_data))

    if request.method == "POST" and is_kept(form, write):
        return redirect("team", team.slug)
    status = 422 if form.is_bound else 200
    return render(request, "recommendations/tracker.html", {"team": team, "form": form}, status=status)
