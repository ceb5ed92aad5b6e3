"""What went out, for whoever comes by. Nothing here leads inside, and nothing tells of a draft."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from secondstory.incidents.keyset import page
from secondstory.outside.feeds import atom, newest
from secondstory.outside.models import OutsideText
from secondstory.outside.queries import shown
from secondstory.people.models import Organization
from secondstory.people.refusals import NotFound
from secondstory.publishing.feeds import CONTENT_TYPE
from secondstory.publishing.models import Publication

SIZE = 20


@require_GET
def texts(request: HttpRequest) -> HttpResponse:
    rows = OutsideText.objects.visible_to(request.user).defer("canonical")
    found = page(rows, request.GET, by="out_at", size=SIZE)
    return render(request, "outside/texts.html", {"here": "library", "rows": found.rows, "page": found})


@require_GET
def feed(request: HttpRequest) -> HttpResponse:
    name = Organization.objects.values_list("name", flat=True).get(pk=1)
    answer = HttpResponse(atom(f"Retrospectives of {name}, told outside", newest()), content_type=CONTENT_TYPE)
    answer["Cache-Control"] = "public, max-age=300"
    return answer


def addressed(slug: str) -> OutsideText:
    """The text at this address, or the one that took its place."""
    found = OutsideText.objects.select_related("version").filter(slug=slug).first()
    if found is None:
        raise NotFound()
    newest = OutsideText.objects.newest_of_each().select_related("version")
    return newest.get(version__retrospective_id=found.version.retrospective_id)


@require_GET
def text(request: HttpRequest, slug: str) -> HttpResponse:
    found = addressed(slug)
    if found.slug != slug:
        return redirect("outside-text", found.slug)
    if at := withdrawn_at(found):
        told = {"here": "library", "at": at, "because": found.version.withdrawn_because}
        return render(request, "outside/withdrawn.html", told, status=410)
    return render(request, "outside/text.html", context(found))


def withdrawn_at(text: OutsideText) -> datetime | None:
    """With the whole text it was made from, if not before. Why that was taken back is said inside alone."""
    if text.version.withdrawn_at or OutsideText.objects.visible_to(None).filter(pk=text.pk).exists():
        return text.version.withdrawn_at
    whole = Publication.objects.filter(retrospective=text.version.retrospective_id)
    return whole.values_list("withdrawn_at", flat=True).first()


def context(found: OutsideText) -> dict[str, Any]:
    told = shown(found)
    parts = [{"id": one.anchor, "name": one.heading} for one in told.document.sections if not one.is_empty]
    if told.document.sources:
        parts.append({"id": "sources", "name": "Sources"})
    return {
        "here": "library",
        "text": found,
        "document": told.document,
        "zone": told.document.zone,
        "amended_since": told.amended,
        "contents": parts,
        "edition_title": told.document.title,
        "edition_deck": told.document.learning_focus,
    }


@require_GET
def frozen(request: HttpRequest, slug: str) -> HttpResponse:
    """The canonical bytes: what the hash was made of. Names and quotes are not in them."""
    found = addressed(slug)
    if withdrawn_at(found) or found.slug != slug:
        raise NotFound("This version for outside is not there any more.")
    answer = HttpResponse(bytes(found.canonical), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}.json"'
    return answer
