"""What notes of a reading led to. Packages name their own things here, also those that lie above (config/wiring.py)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.urls import Resolver404, resolve

from secondstory.commons.models import Influence
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Lead:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """``says`` is what it is; ``named`` gives the id of the thing behind a page's words, if this person reads it;
    ``shown`` those of the ids that they read."""

    says: str
    named: Callable[[Person, dict[str, Any]], UUID | None]
    shown: Callable[[Person, Collection[UUID]], dict[UUID, Lead]]


@dataclass(frozen=True, slots=True)
class Led:
    influence: Influence
    says: str
    title: str
    url: str
    may_take_back: bool


_places: dict[str, Place] = {}


def may_lead_to(url_name: str, place: Place) -> None:
    """``url_name`` is the page's, and the kind under which it is kept."""
    _places[url_name] = place


def named(address: str, user: Person) -> tuple[str, UUID]:
    """The kind and the id of what an address leads to, as far as this person reads it."""
    try:
        page = resolve(urlsplit(address.strip()).path)
    except (Resolver404, ValueError):
        page = None
    place = _places.get(page.url_name or "") if page else None
    found = place.named(user, page.kwargs) if page and place else None
    if found is None:
        raise Refusal(
            "This leads to nothing that you can read. Give the address of a study, a published text, a recommendation or"
            " a working agreement.",
            code="no_such_place",
            field="address",
        )
    assert page is not None
    return str(page.url_name), found


def led_to(notes: Collection[UUID], user: Person) -> dict[UUID, list[Led]]:
    """By note, what this person may read of it: one statement, and one for each kind of thing."""
    rows = list(Influence.objects.filter(note__in=notes).select_related("note")) if notes else []
    targets: dict[str, set[UUID]] = defaultdict(set)
    for one in rows:
        targets[one.kind].add(one.target)
    leads = {kind: _places[kind].shown(user, ids) for kind, ids in targets.items() if kind in _places}
    found: dict[UUID, list[Led]] = defaultdict(list)
    for one in rows:
        if lead := leads.get(one.kind, {}).get(one.target):
            may = user.pk in (one.created_by_id, one.note.created_by_id)
            found[one.note_id].append(Led(one, _places[one.kind].says, lead.title, lead.url, may))
    return found
