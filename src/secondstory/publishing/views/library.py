from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from secondstory.people.audience import reader
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound
from secondstory.publishing.beside_parts import beside_parts
from secondstory.publishing.circles import readers_in_words
from secondstory.publishing.depths import Depth, depth_of, in_short
from secondstory.publishing.first_asked import first_texts
from secondstory.publishing.forms import AskMeForm, NewcomersForm, TalkForm
from secondstory.publishing.home import published_line
from secondstory.publishing.instead_outside import address_outside
from secondstory.publishing.lasting import lasting_of
from secondstory.publishing.library import library
from secondstory.publishing.models import AskMe, ForNewcomers, OfferedTalk, Publication
from secondstory.publishing.policies import can_be_asked, can_keep
from secondstory.publishing.views.frame import with_query
from secondstory.review.reading import LaterWords, edition_context
from secondstory.writeup.document import Document

REMEMBERED = "reading_depth"


@require_GET
def shelves(request: HttpRequest) -> HttpResponse:
    """The library: what is published and readable here, newest first, or by question."""
    asked = request.GET.get("q", "").strip()
    found = library(request.user, request.GET)
    names = ("from", "from") if asked else ("after", "before")
    return render(
        request,
        "publishing/library.html",
        {
            "here": "library",
            "asked": asked,
            "library": found,
            "is_narrowed": any(choice.is_chosen for facets in found.facets for choice in facets.choices),
            "newer": with_query(request, **{names[0]: found.newer}) if found.newer else "",
            "older": with_query(request, **{names[1]: found.older}) if found.older else "",
            "whole": with_query(request, **dict.fromkeys(("team", "service", "kind", "control", "factor", "year"), "")),
        },
    )


def addressed(request: HttpRequest, slug: str) -> Publication:
    """The publication at this address, if this reader could ever read it; else it is not there."""
    found = (
        Publication.objects.addressed_to(request.user)
        .select_related("edition", "team", "retrospective")
        .filter(slug=slug)
        .first()
    )
    if found is None:
        raise NotFound()
    return found


@require_GET
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    """The frozen text, the words that came later beside it, and how its recommendations stand now."""
    try:
        found = addressed(request, slug)
    except NotFound:
        if outside := address_outside(slug):
            return redirect(outside)
        raise
    return show(request, found)


def show(
    request: HttpRequest,
    found: Publication,
    *,
    inviting: AskMeForm | None = None,
    talking: TalkForm | None = None,
    telling: NewcomersForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a publication; ``inviting``, ``talking`` and ``telling`` are forms that came back."""
    if found.is_withdrawn:
        return render(request, "publishing/withdrawn.html", {"here": "library", "publication": found}, status=410)
    line = published_line(found)
    depth = _depth(request)
    invited = list(AskMe.objects.filter(publication=found).visible_to(request.user).in_order())
    own = next((one for one in invited if one.person_id == request.user.pk), None)
    may_invite = reader(request.user).is_member and can_be_asked(found, request.user)
    talks = list(OfferedTalk.objects.filter(publication=found).visible_to(request.user).in_order())
    own_talk = next((one for one in talks if one.person_id == request.user.pk), None)
    notes = ForNewcomers.objects.filter(publication=found).visible_to(request.user).select_related("service")
    service = found.services.order_by("name").first() if may_invite else None
    read = edition_context(found.edition)
    return render(
        request,
        "publishing/publication.html",
        {
            "here": "library",
            "publication": found,
            "depths": [(one, one == depth) for one in Depth],
            "here_is": reverse("publication", args=[found.slug]),
            "published_line": f"{line[:1].lower()}{line[1:]}",
            "who": readers_in_words(found.audience, found.team.name if found.team else ""),
            "invited": invited,
            "own_invitation": own,
            "inviting": inviting or AskMeForm(initial={"about": own.about if own else ""}) if may_invite else None,
            "talks": talks,
            "own_talk": own_talk,
            "talking": talking or TalkForm(initial=_said(own_talk), auto_id="talk-%s") if may_invite else None,
            "notes": list(notes.in_order()),
            "telling": telling or NewcomersForm(initial={"service": service}, auto_id="newcomers-%s")
            if may_invite
            else None,
            "lasting": lasting_of(found, request.user),
            "can_keep": reader(request.user).is_member and can_keep(found, request.user),
            "first_texts": first_texts(read["document"], request.user),
            **_at(depth, found, request.user, read),
        },
        status=status,
    )


def _depth(request: HttpRequest) -> Depth:
    """As the address says, else as this person chose last, for as long as they are signed in."""
    asked = request.GET.get("depth", "")
    if not request.user.is_authenticated:
        return depth_of(asked)
    depth = depth_of(asked, request.session.get(REMEMBERED))
    if asked == depth and request.session.get(REMEMBERED) != depth:
        request.session[REMEMBERED] = depth.value
    return depth


def _at(depth: Depth, found: Publication, user: Person | AnonymousUser, context: dict[str, Any]) -> dict[str, Any]:
    """The context of the text, at this depth. Words that came later are shown at each."""
    document: Document = context["document"]
    if depth is Depth.ALL:
        return context | {"beside_each": "publishing/_beside.html", "beside": beside_parts(found, document, user)}
    if depth is not Depth.SHORT:
        return context
    short = in_short(document)
    if short is None:
        return context | {"has_no_short": True}
    shown = {section.key for section in short.sections if section.key}
    later: dict[str, list[LaterWords]] = {}
    for key, words in context["amendments"].items():
        later.setdefault(key if key in shown else "", []).extend(words)
    contents = [{"id": section.anchor, "name": section.heading} for section in short.sections]
    return context | {"document": short, "contents": contents, "amendments": later}


def _said(talk: OfferedTalk | None) -> dict[str, str]:
    return {"about": talk.about, "how": talk.how} if talk else {}


@require_GET
def frozen(request: HttpRequest, slug: str) -> HttpResponse:
    """The canonical bytes: what the hash was made of."""
    found = addressed(request, slug)
    if found.is_withdrawn:
        raise NotFound("This publication was withdrawn.")
    answer = HttpResponse(bytes(found.edition.canonical), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}.json"'
    return answer
