"""Signals for a team or the organization, with the word they got back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from secondstory.incidents.models import Kind, NoteAudience, Signal
from secondstory.publishing.findable.findable import Findable, Line
from secondstory.publishing.findable.rows import Row, columns
from secondstory.publishing.findable.touch import every
from secondstory.search import keys
from secondstory.search.document import Document
from secondstory.search.sources import Source, itself
from secondstory.ui.menu import address

TYPE = "signal"


def documents(ids: Sequence[UUID]) -> Iterator[Document]:
    for signal in Signal.objects.filter(pk__in=ids).exclude(audience=NoteAudience.ME):
        open_to = keys.of_audience(signal.audience, signal.team_id)
        if open_to:
            yield Document(
                TYPE,
                signal.pk,
                "",
                f"{signal.text}\n{signal.reply}",
                frozenset(open_to | keys.people(signal.reporter_id)),
                at=signal.seen_at,
            )


def _line(row: Row) -> Line:
    return Line(Kind(row.more).label, address("signal", row.id))


FINDABLE = Findable(
    Source(TYPE, documents, every(Signal), {"incidents.signal": itself}),
    "Signals",
    lambda who, ids: columns(
        TYPE,
        Signal.objects.visible_to(who).filter(pk__in=list(ids)),
        at="seen_at",
        title="text",
        text="reply",
        more="kind",
    ),
    _line,
)
