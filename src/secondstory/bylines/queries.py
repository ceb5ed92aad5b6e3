"""What carries somebody's name, for themself; and what they put it on for others to find."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from secondstory.analysis.models import WorkNote
from secondstory.bylines.models import Byline
from secondstory.bylines.querysets import BylineQuerySet
from secondstory.people.audience import Who, reader
from secondstory.people.models import Person
from secondstory.publishing.models import Publication
from secondstory.recommendations.models import Recommendation
from secondstory.ui.menu import address

Thing = Publication | WorkNote | Recommendation
KINDS: dict[str, type[Any]] = {"publication": Publication, "work_note": WorkNote, "idea": Recommendation}


def kind_of(thing: Thing) -> str:
    return next(kind for kind, model in KINDS.items() if isinstance(thing, model))


def under(thing: Thing) -> BylineQuerySet:
    return Byline.objects.filter(**{kind_of(thing): thing})


def texts_named_by(person: Person, user: Who) -> QuerySet[Publication]:
    """The published texts that ``person`` put their name on, as far as ``user`` reads them. Where they chose their role
    or their team they are not found by their name."""
    if not reader(user).is_member or not person.is_active:
        return Publication.objects.none()
    signed = Byline.objects.filter(publication_id=OuterRef("pk"), person=person, shown=Byline.Shown.NAME)
    return Publication.objects.visible_to(user).filter(Exists(signed))


@dataclass(frozen=True, slots=True)
class Carried:
    """A byline in somebody's own list; ``where`` and ``url`` are empty where they no longer read what it stands under."""

    byline: Byline
    where: str
    url: str


def own(person: Person) -> list[Carried]:
    """Everything that carries their name, their role or their team, newest first (four statements)."""
    rows = list(Byline.objects.filter(person=person).select_related("person", "team").order_by("-created_at", "-id"))

    def readable(kind: str) -> dict[Any, Any]:
        ids = [pk for one in rows if (pk := getattr(one, f"{kind}_id"))]
        found: dict[Any, Any] = KINDS[kind].objects.visible_to(person).in_bulk(ids) if ids else {}
        return found

    texts, notes, ideas = readable("publication"), readable("work_note"), readable("idea")
    told = []
    for one in rows:
        if text := texts.get(one.publication_id):
            told.append(Carried(one, text.title, address("publication", text.slug)))
        elif note := notes.get(one.work_note_id):
            told.append(Carried(one, note.topic, address("work-note", note.pk)))
        elif idea := ideas.get(one.idea_id):
            told.append(Carried(one, idea.title, address("recommendation", idea.pk)))
        else:
            told.append(Carried(one, "", ""))
    return told
