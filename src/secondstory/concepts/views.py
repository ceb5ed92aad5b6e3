"""The ideas behind the pages. Like 'how we work' they are open to whoever reaches the site: they name nobody here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from secondstory.concepts.cards import cards, reading_list
from secondstory.people.refusals import NotFound


@require_GET
def ideas(request: HttpRequest) -> HttpResponse:
    """All of them in one line each, and what to read. No statement."""
    return render(request, "concepts/ideas.html", {"cards": cards().values(), "works": reading_list()})


@require_GET
def idea(request: HttpRequest, key: str) -> HttpResponse:
    """One of them, and the one that is read next."""
    known = cards()
    if key not in known:
        raise NotFound()
    order = list(known)
    following = order[(order.index(key) + 1) % len(order)]
    return render(request, "concepts/idea.html", {"card": known[key], "following": known[following]})
