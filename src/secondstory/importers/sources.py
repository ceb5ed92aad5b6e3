"""Where something came from, and whether it is here already for the person who brings it."""

from __future__ import annotations

import hashlib

from secondstory.incidents.models import Incident, Retrospective
from secondstory.people.models import Person


def source_id_of(system: str, name: str) -> str:
    """The name of a source without its words: a file's name may hold a person's (invariant 19)."""
    return hashlib.sha256(f"{system}\n{name}".encode()).hexdigest()[:40]


def earlier(system: str, name: str, by: Person) -> tuple[str, Retrospective | None]:
    """The source id to use, and the study of that source if this person reads it.

    Where somebody else brought it in and keeps it to themselves, this person's import is one of its own: it
    neither finds the other one nor stumbles over it.
    """
    common = source_id_of(system, name)
    own = source_id_of(system, f"{name}\n{by.pk}")
    here = Retrospective.objects.filter(source_system=system, source_id__in=(common, own)).order_by()
    if ids := list(here.values_list("pk", flat=True)):
        mine = Retrospective.objects.visible_to(by).filter(pk__in=ids).select_related("incident")
        if study := mine.order_by("created_at", "id").first():
            return study.source_id, study
    taken = bool(ids) or Incident.objects.filter(source_system=system, source_id=common).exists()
    return (own if taken else common), None
