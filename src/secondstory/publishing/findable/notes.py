"""Notes for a team or the organization. A note for its author alone is in no index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from secondstory.incidents.models import Note, NoteAudience
from secondstory.publishing.findable.findable import Findable, Line
from secondstory.publishing.findable.rows import Row, columns
from secondstory.publishing.findable.touch import every, within
from secondstory.search import keys
from secondstory.search.document import Document
from secondstory.search.sources import Source, itself
from secondstory.ui.menu import address

TYPE = "note"


def documents(ids: Sequence[UUID]) -> Iterator[Document]:
    for note in Note.objects.filter(pk__in=ids, withdrawn_at=None).exclude(audience=NoteAudience.ME):
        open_to = keys.of_audience(note.audience, note.team_id)
        if open_to:
            yield Document(
                TYPE, note.pk, "", note.text, frozenset(open_to | keys.people(note.created_by_id)), at=note.at
            )


def _line(row: Row) -> Line:
    return Line("Note", address("note", row.id))


FINDABLE = Findable(
    # An import writes many notes of one incident at once, with one event about the incident.
    Source(TYPE, documents, every(Note), {"incidents.note": itself, "incidents.incident": within(Note, "incident_id")}),
    "Notes",
    lambda who, ids: columns(TYPE, Note.objects.visible_to(who).filter(pk__in=list(ids)), at="at", title="text"),
    _line,
)
