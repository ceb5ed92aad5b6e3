"""Where something that a text asks for was asked first, for those who read the text of that study, too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from secondstory.people.audience import Who
from secondstory.publishing.models import Publication
from secondstory.recommendations.models import AskedToo
from secondstory.writeup import blocks
from secondstory.writeup.document import Document


@dataclass(frozen=True, slots=True)
class FirstText:
    title: str
    url: str


def first_texts(document: Document, user: Who) -> Mapping[UUID, FirstText]:
    """By the id of the ask: published texts that ``user`` reads and that hold what was asked for. A title is looked up at
    each reading and frozen in no text, since either of the two may be opened wider, or withdrawn, later. Two statements,
    none where the text asks for nothing of another study."""
    named = {
        one.id
        for section in document.sections
        for block in section.blocks
        if isinstance(block, blocks.AskedToo)
        for one in block.items
    }
    if not named:
        return {}
    asks = list(
        AskedToo.objects.filter(pk__in=named, retrospective=document.study, recommendation__isnull=False)
        .order_by("created_at", "id")
        .values_list("pk", "recommendation_id", "recommendation__retrospective_id")
    )
    texts = {
        one.retrospective_id: one
        for one in Publication.objects.visible_to(user)
        .filter(retrospective__in={study for _, _, study in asks})
        .select_related("edition")
        .order_by("published_at", "id")
    }
    return {
        ask: FirstText(text.title, reverse("publication", args=[text.slug]))
        for ask, made, study in asks
        if (text := texts.get(study)) and str(made).encode() in bytes(text.edition.canonical)
    }
