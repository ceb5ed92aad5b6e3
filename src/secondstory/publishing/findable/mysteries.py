"""Open questions, and what became of them: by their own audience, or with the study they came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from secondstory.analysis.models import Mystery
from secondstory.publishing.findable.findable import Findable, Line, keys_of_work
from secondstory.publishing.findable.rows import Row, columns
from secondstory.publishing.findable.touch import every, within
from secondstory.search import keys
from secondstory.search.document import Document
from secondstory.search.sources import Source, itself
from secondstory.ui.menu import address

TYPE = "question"


def documents(ids: Sequence[UUID]) -> Iterator[Document]:
    """Without the words somebody selected: those are for readers of the study alone."""
    for mystery in Mystery.objects.filter(pk__in=ids).select_related("retrospective"):
        yield Document(
            TYPE,
            mystery.pk,
            mystery.question,
            f"{mystery.answer}\n{mystery.reason}",
            frozenset(keys_of(mystery)),
            at=mystery.created_at,
        )


def keys_of(mystery: Mystery) -> set[str]:
    found = keys.of_audience(mystery.audience, mystery.team_id) | keys.people(mystery.raised_by_id)
    return found | keys_of_work(mystery.retrospective) if mystery.retrospective else found


def _line(row: Row) -> Line:
    return Line("Open question", address("question", row.id), state=Mystery.State(row.more).label)


FINDABLE = Findable(
    Source(
        TYPE,
        documents,
        every(Mystery),
        {"analysis.mystery": itself, "incidents.retrospective": within(Mystery)},
    ),
    "Open questions",
    lambda who, ids: columns(
        TYPE,
        Mystery.objects.visible_to(who).filter(pk__in=list(ids)),
        at="created_at",
        title="question",
        text="answer",
        more="state",
    ),
    _line,
)
