"""Studies, published texts and recommendations as what a reading led to (connected in config/wiring.py)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.urls import reverse

from secondstory.commons.influenced import Lead, Place
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.publishing.models import Publication
from secondstory.recommendations.models import Recommendation


def by_id(model: Any, word: str) -> Callable[[Person, dict[str, Any]], UUID | None]:
    def named(user: Person, words: dict[str, Any]) -> UUID | None:
        found: UUID | None = model.objects.visible_to(user).filter(pk=words[word]).values_list("pk", flat=True).first()
        return found

    return named


def by_title(model: Any, url_name: str) -> Callable[[Person, Collection[UUID]], dict[UUID, Lead]]:
    def shown(user: Person, ids: Collection[UUID]) -> dict[UUID, Lead]:
        rows = model.objects.visible_to(user).filter(pk__in=ids).values_list("pk", "title")
        return {pk: Lead(title, reverse(url_name, args=[pk])) for pk, title in rows}

    return shown


def _text_named(user: Person, words: dict[str, Any]) -> UUID | None:
    return Publication.objects.visible_to(user).filter(slug=words["slug"]).values_list("pk", flat=True).first()


def _texts(user: Person, ids: Collection[UUID]) -> dict[UUID, Lead]:
    rows = Publication.objects.visible_to(user).filter(pk__in=ids).values_list("pk", "title", "slug")
    return {pk: Lead(title, reverse("publication", args=[slug])) for pk, title, slug in rows}


STUDY = Place("A study", by_id(Retrospective, "study_id"), by_title(Retrospective, "study"))
TEXT = Place("A published text", _text_named, _texts)
RECOMMENDATION = Place(
    "A recommendation", by_id(Recommendation, "recommendation_id"), by_title(Recommendation, "recommendation")
)
