"""How work is really done, a quarter at a time."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from secondstory.publishing.digest import digest
from secondstory.publishing.views.frame import with_query


@login_required
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    found = digest(request.user, request.GET.dict())
    context = {
        "digest": found,
        "is_narrowed": bool(found.service or found.team),
        "earlier": with_query(request, quarter=found.earlier.key) if found.earlier else "",
        "later": with_query(request, quarter=found.later.key) if found.later else "",
        "whole": with_query(request, service="", team=""),
        "asked": request.GET.urlencode(),
        "here": "work-notes",
    }
    return render(request, "publishing/digest.html", context)
