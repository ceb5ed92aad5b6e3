from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from secondstory.concepts.finding import found_for
from secondstory.publishing.answers import DEEPEST, ONE_TYPE, Answers, answer
from secondstory.publishing.findable.everything import FINDABLES
from secondstory.publishing.views.frame import with_query


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Everything this reader may read, by type; ``?in=`` one type, page by page."""
    text = request.GET.get("q", "").strip()
    only = request.GET.get("in", "")
    only = only if only in FINDABLES else ""
    start = _number(request.GET.get("from", ""))
    found = answer(request.user, text, only=only, offset=start if only else 0) if text else Answers([])
    more = bool(only and found.groups and found.groups[0].more and start + ONE_TYPE < DEEPEST)
    return render(
        request,
        "publishing/search.html",
        {
            "asked": text,
            "found": found,
            "known": found_for(text) if text and not only else None,
            "only": FINDABLES[only].heading if only else "",
            "groups": [(group, with_query(request, **{"in": group.type})) for group in found.groups],
            "everything": with_query(request, **{"in": ""}),
            "back": with_query(request, **{"from": str(start - ONE_TYPE) if start > ONE_TYPE else ""}) if start else "",
            "on": with_query(request, **{"from": str(start + ONE_TYPE)}) if more else "",
        },
    )


def _number(text: str) -> int:
    return min(int(text), DEEPEST) if text.isascii() and text.isdigit() and len(text) < 6 else 0
