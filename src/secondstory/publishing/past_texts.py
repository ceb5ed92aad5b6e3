"""Published editions as texts, for whoever tries a rule of wording on them before it is switched on."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from secondstory.people.models import Person
from secondstory.publishing.models import Publication
from secondstory.review.reading import read_edition
from secondstory.wording.past import Past


def published_texts(user: Person, most: int) -> Iterator[Past]:
    """The newest ``most`` that this person reads, withdrawn ones left out (one statement)."""
    found = Publication.objects.visible_to(user).newest_first().select_related("edition")[:most]
    for publication in found:
        document = read_edition(publication.edition)
        parts = tuple((section.heading, section.prose) for section in document.sections if section.prose.strip())
        yield Past(publication.title, reverse("publication", args=[publication.slug]), parts)
