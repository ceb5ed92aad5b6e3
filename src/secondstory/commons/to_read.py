"""What stands on a list or is read together: found by its address, and shown to whoever may read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.urls import Resolver404, resolve, reverse

from secondstory.commons.models.things import ToRead
from secondstory.concepts.cards import cards
from secondstory.concepts.cases import cases
from secondstory.incidents.words import line
from secondstory.people.audience import Who
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.publishing.models import Publication

NO_SUCH = (
    "‘{}’ leads to nothing here that can be read together and that you can read. Give the address of a published text,"
    " an idea or a case from another field."
)


@dataclass(frozen=True, slots=True)
class Seen:
    """As one reader may see it. ``by`` is who wrote a work from elsewhere."""

    kind: str
    title: str
    url: str
    by: str = ""
    is_elsewhere: bool = False


def seen(rows: Iterable[ToRead], user: Who) -> dict[UUID, Seen]:
    """By the row's id; what this person may not read is left out. One statement."""
    rows = list(rows)
    wanted = {one.publication_id for one in rows} - {None}
    texts = {one.pk: one for one in Publication.objects.visible_to(user).filter(pk__in=wanted)} if wanted else {}
    found = {one.pk: _seen(one, texts) for one in rows}
    return {pk: one for pk, one in found.items() if one}


def _seen(one: ToRead, texts: dict[UUID, Publication]) -> Seen | None:
    if one.publication_id:
        text = texts.get(one.publication_id)
        return Seen("A published text", text.title, reverse("publication", args=[text.slug])) if text else None
    if one.idea:
        # A card may be gone from a later edition of this program: its key is what is left to tell.
        card = cards().get(one.idea)
        return Seen("An idea", card.name if card else one.idea, reverse("idea", args=[one.idea]) if card else "")
    if one.case:
        case = cases().get(one.case)
        return Seen(
            "From another field", case.name if case else one.case, reverse("case", args=[one.case]) if case else ""
        )
    return Seen("A work from elsewhere", one.title, one.url, one.author, is_elsewhere=True)


def found_at(address: str, user: Person) -> dict[str, Any] | None:
    """The fields of a thing of this house; None where the address is of none that this person reads."""
    try:
        page = resolve(urlsplit(address.strip()).path)
    except (Resolver404, ValueError):
        return None
    words = page.kwargs
    if page.url_name == "publication":
        text = Publication.objects.visible_to(user).filter(slug=words["slug"]).first()
        return {"publication": text} if text else None
    if page.url_name == "idea" and words["key"] in cards():
        return {"idea": words["key"]}
    if page.url_name == "case" and words["key"] in cases():
        return {"case": words["key"]}
    return None


def thing(address: str, *, title: str, author: str, user: Person) -> dict[str, Any]:
    """What is meant: a thing of this house by its address, or a work from elsewhere, which has a title."""
    address = line(address, most=500, field="address")
    title = line(title, most=300, field="title")
    author = line(author, most=200, field="author")
    if address and (found := found_at(address, user)):
        return found
    if not title and (not address or not _is_elsewhere(address)):
        if address:
            raise Refusal(NO_SUCH.format(address[:80]), code="no_such_thing", field="address")
        raise Refusal("Name a work, or give the address of something here.", code="nothing", field="title")
    if not title:
        raise Refusal("Say what it is called.", code="no_title", field="title")
    if address and not _is_elsewhere(address):
        raise Refusal(
            "Write a web address that begins with https:// or http://, or leave it out.",
            code="no_address",
            field="address",
        )
    return {"title": title, "author": author, "url": address}


def _is_elsewhere(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
