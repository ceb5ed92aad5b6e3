from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from secondstory.incidents.audiences import readers_in_words, usual_team
from secondstory.incidents.models import NoteAudience
from secondstory.people.models import Person
from secondstory.publishing.home import home_of, picture_for, published_line
from secondstory.publishing.models import Publication
from secondstory.publishing.opening import with_openings
from secondstory.ui.menu import address

NEWEST = 7


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    return _own(request, request.user) if isinstance(request.user, Person) else _outside(request)


def _own(request: HttpRequest, person: Person) -> HttpResponse:
    found = home_of(person)
    team = usual_team(person)
    audience = NoteAudience.TEAM if team else NoteAudience.ME
    return render(
        request,
        "publishing/home.html",
        {
            "here": "home",
            "home": found,
            "lead_line": published_line(found.lead) if found.lead else "",
            "shorts": [(one, published_line(one)) for one in found.shorts],
            "notes_url": address("notes"),
            "note_readers": readers_in_words(audience, team),
            "note_private": team is None,
        },
    )


def _outside(request: HttpRequest) -> HttpResponse:
    """Signed out: what was published for everyone, and the way in."""
    latest = list(Publication.objects.visible_to(None).select_related("team").newest_first()[:NEWEST])
    with_openings(latest)
    lead = latest[0] if latest else None
    return render(
        request,
        "publishing/outside.html",
        {
            "here": "home",
            "lead": lead,
            "lead_line": published_line(lead) if lead else "",
            "picture": picture_for(lead) if lead else None,
            "shorts": [(one, published_line(one)) for one in latest[1:]],
        },
    )
