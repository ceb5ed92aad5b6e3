"""Asking about words of a published text: the question belongs to the study it was made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound
from secondstory.publishing.models import Publication


def study_of(user: Person, words: Mapping[str, Any]) -> Retrospective:
    """For whoever may read the text, whether or not they read the study's working pages."""
    found = Publication.objects.visible_to(user).select_related("retrospective").filter(slug=words["slug"]).first()
    if found is None:
        raise NotFound()
    return found.retrospective
