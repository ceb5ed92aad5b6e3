"""Incidents, by audience; whoever wrote one down or has a part in a study of it finds it, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from secondstory.incidents.models import Incident, Kind, Retrospective
from secondstory.publishing.findable.findable import Findable, Line
from secondstory.publishing.findable.rows import Row, columns
from secondstory.publishing.findable.touch import every, incidents_of_studies
from secondstory.search import keys
from secondstory.search.document import Document
from secondstory.search.sources import Source, itself
from secondstory.ui.menu import address

TYPE = "incident"


def documents(ids: Sequence[UUID]) -> Iterator[Document]:
    studies: dict[UUID, set[str]] = {}
    for incident_id, study_id in Retrospective.objects.filter(incident_id__in=ids).values_list("incident_id", "pk"):
        studies.setdefault(incident_id, set()).add(keys.study(study_id))
    for incident in Incident.objects.filter(pk__in=ids):
        yield Document(
            TYPE,
            incident.pk,
            incident.title,
            incident.impact,
            frozenset(
                keys.of_audience(incident.audience, incident.team_id)
                | keys.people(incident.created_by_id)
                | studies.get(incident.pk, set())
            ),
            at=incident.happened_at,
        )


def _line(row: Row) -> Line:
    return Line(Kind(row.more).label, address("incident", row.id))


FINDABLE = Findable(
    Source(
        TYPE,
        documents,
        every(Incident),
        {"incidents.incident": itself, "incidents.retrospective": incidents_of_studies},
    ),
    "Incidents, near misses and gamedays",
    lambda who, ids: columns(
        TYPE,
        Incident.objects.visible_to(who).filter(pk__in=list(ids)),
        at="happened_at",
        title="title",
        text="impact",
        more="kind",
    ),
    _line,
)
