"""A team looks at its own practice."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from secondstory.measures.actions.say_how_it_is import say_how_it_is
from secondstory.measures.forms import TeamWordForm
from secondstory.measures.policies import check_can_look_at
from secondstory.measures.practice import BY_KEY, look_at
from secondstory.people.models import Person, Team
from secondstory.people.refusals import NotFound
from secondstory.ui.attempt import is_kept
from secondstory.ui.me import me


def _team(user: Person, slug: str) -> Team:
    found = Team.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound()
    check_can_look_at(found, user)
    return found


@login_required
@require_GET
def practice(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, _team(me(request), slug))


def _page(request: HttpRequest, team: Team, came_back: str = "", form: TeamWordForm | None = None) -> HttpResponse:
    rows = [
        (
            shown,
            form if form and shown.statement.key == came_back else TeamWordForm(auto_id=f"{shown.statement.key}-%s"),
        )
        for shown in look_at(team, me(request))
    ]
    context = {"team": team, "rows": rows, "here": "how-we-work"}
    return render(request, "measures/practice.html", context, status=422 if form else 200)


@login_required
@require_POST
def word(request: HttpRequest, slug: str, statement: str) -> HttpResponse:
    user = me(request)
    team = _team(user, slug)
    if statement not in BY_KEY:
        raise NotFound()
    form = TeamWordForm(request.POST, auto_id=f"{statement}-%s")
    told = form.cleaned_data if form.is_valid() else {}
    if is_kept(form, lambda: say_how_it_is(team, statement, told["really"], told["trying"], by=user)):
        messages.success(request, "It is kept with its day.")
        return redirect(reverse("team-practice", args=[team.slug]) + f"#{statement}")
    return _page(request, team, statement, form)
