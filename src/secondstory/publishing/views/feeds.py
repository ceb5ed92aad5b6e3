from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from secondstory.people.audience import Who
from secondstory.people.models import Organization, Team, TeamMembership
from secondstory.people.refusals import NotFound
from secondstory.publishing.actions.turn_feed_key import turn_feed_key
from secondstory.publishing.feed_keys import feed_key, person_of
from secondstory.publishing.feeds import CONTENT_TYPE, atom, newest
from secondstory.publishing.models import Publication
from secondstory.ui.me import me
from secondstory.ui.menu import address


def _who(request: HttpRequest) -> Who:
    """Whoever the key in the address names; else whoever is signed in; else a stranger."""
    key = request.GET.get("key", "")
    return person_of(key) if key else request.user


def _answer(content: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=CONTENT_TYPE)
    answer["Cache-Control"] = "private, max-age=300"
    answer["Vary"] = "Cookie"
    return answer


@require_GET
def library_feed(request: HttpRequest) -> HttpResponse:
    name = Organization.objects.values_list("name", flat=True).get(pk=1)
    found = newest(Publication.objects.visible_to(_who(request)))
    return _answer(atom(f"Retrospectives of {name}", address("library"), address("library-feed"), found))


@require_GET
def team_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What a team published, as far as this reader reads it. To strangers a team exists once it has published
    something for everyone."""
    who = _who(request)
    team = Team.objects.filter(slug=slug).first()
    found = newest(Publication.objects.visible_to(who).filter(team=team)) if team else []
    if team is None or not (found or getattr(who, "is_authenticated", False)):
        raise NotFound()
    return _answer(atom(f"Retrospectives of {team.name}", f"{address('library')}?team={slug}", request.path, found))


@login_required
@require_GET
def subscribe(request: HttpRequest) -> HttpResponse:
    person = me(request)
    key = feed_key(person)
    memberships = TeamMembership.objects.filter(person=person).select_related("team").order_by("team__name", "id")
    return render(
        request,
        "publishing/subscribe.html",
        {
            "here": "library",
            "library_address": request.build_absolute_uri(f"{address('library-feed')}?key={key}"),
            "public_address": request.build_absolute_uri(address("library-feed")),
            "teams": [
                (one.team, request.build_absolute_uri(f"{address('team-feed', one.team.slug)}?key={key}"))
                for one in memberships
            ],
        },
    )


@login_required
@require_POST
def new_key(request: HttpRequest) -> HttpResponse:
    turn_feed_key(by=me(request))
    messages.success(request, "These are your new addresses. The old ones answer no more.")
    return redirect("subscribe")
