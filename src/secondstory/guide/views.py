"""The guide. Like 'how we work' it is open to whoever reaches the site: it names nobody here."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from secondstory.guide import pages
from secondstory.guide.text import html
from secondstory.people.refusals import NotFound

A_DAY = 24 * 60 * 60


@require_GET
def contents(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/contents.html", {"shelves": pages.shelves()})


@require_GET
def page(request: HttpRequest, shelf: str, key: str) -> HttpResponse:
    """One page. No statement."""
    found = pages.pages().get((shelf, key))
    if found is None:
        raise NotFound()
    text = mark_safe(html(found))  # noqa: S308  # cleaned there
    return render(request, "guide/page.html", {"guide": found, "text": text})


@require_GET
def picture(request: HttpRequest, shelf: str, name: str) -> FileResponse:
    found = pages.pictures().get((shelf, name))
    if found is None:
        raise NotFound()
    return FileResponse(
        found.open("rb"), content_type="image/png", headers={"Cache-Control": f"public, max-age={A_DAY}"}
    )
