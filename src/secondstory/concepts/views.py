"""The ideas behind the pages. Like 'how we work' they are open to whoever reaches the site: they name nobody here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from secondstory.concepts.cards import cards, reading_list
from secondstory.concepts.cases import cases, cases_of
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
    context = {"card": known[key], "following": known[following], "cases": cases_of(known[key])}
    return render(request, "concepts/idea.html", context)


@require_GET
def other_fields(request: HttpRequest) -> HttpResponse:
    """Examples from other fields, in one line each. No statement."""
    return render(request, "concepts/other_fields.html", {"here": "library", "cases": cases().values()})


@require_GET
def case(request: HttpRequest, key: str) -> HttpResponse:
    """One of them, and the one that is read next."""
    known = cases()
    if key not in known:
        raise NotFound()
    order = list(known)
    following = known[order[(order.index(key) + 1) % len(order)]]
    return render(request, "concepts/case.html", {"here": "library", "case": known[key], "following": following})
