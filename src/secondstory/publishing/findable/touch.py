"""Which documents an event changes, worked out a moment later, when rows may be gone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Model

from secondstory.incidents.models import Retrospective
from secondstory.search.sources import Events, Touched, itself, named

of_fact = named("study")


def of_study(model: type[Model], path: str = "retrospective_id") -> Touched:
    """The studies of rows of ``model``: from the event's fact ``study``, else from the row itself."""

    def studies(events: Events) -> set[UUID]:
        untold = [event.subject_id for event in events if not event.facts.get("study")]
        rows: Any = model._default_manager
        read = set(rows.filter(pk__in=untold).order_by().values_list(path, flat=True)) if untold else set()
        return set(of_fact(events)) | read

    return studies


def within(model: type[Model], path: str = "retrospective_id") -> Touched:
    """Rows of ``model`` that belong to what the events are about: who reads the one reads the other."""

    def ids(events: Events) -> set[UUID]:
        rows: Any = model._default_manager
        return set(rows.filter(**{f"{path}__in": itself(events)}).order_by().values_list("pk", flat=True))

    return ids


def incidents_of_studies(events: Events) -> set[UUID]:
    """A part in a study opens its incident."""
    studies = Retrospective.objects.filter(pk__in=itself(events))
    return set(studies.order_by().values_list("incident_id", flat=True))


def every(model: type[Model]) -> Any:
    """All ids of ``model``, in batches, oldest first."""

    def ids() -> Any:
        return model._default_manager.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2000)

    return ids
