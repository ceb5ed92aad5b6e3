"""Recommendations: with the work of their study, and for those a promise rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import Prefetch

from secondstory.publishing.findable.findable import Findable, Line, keys_of_work
from secondstory.publishing.findable.rows import Row, columns
from secondstory.publishing.findable.touch import every, within
from secondstory.recommendations.models import Recommendation, Status, Stuck
from secondstory.search import keys
from secondstory.search.document import Document
from secondstory.search.sources import Source, itself
from secondstory.ui.menu import address

TYPE = "recommendation"


def documents(ids: Sequence[UUID]) -> Iterator[Document]:
    for one in (
        Recommendation.objects.filter(pk__in=ids)
        .select_related("retrospective")
        .prefetch_related(Prefetch("stuck", Stuck.objects.open(), to_attr="opened"))
    ):
        yield Document(
            TYPE,
            one.pk,
            one.title,
            "\n".join((one.why, one.done_when, one.side_effects, one.decision_reason)),
            frozenset(keys_of(one)),
            at=one.created_at,
        )


def keys_of(one: Recommendation) -> set[str]:
    promised = keys.people(one.owner_id, one.decider_id) | (
        {keys.team(one.owner_team_id)} if one.owner_team_id else set()
    )
    return keys_of_work(one.retrospective) | promised | keys.people(*(asked.asked_id for asked in one.opened))  # type: ignore[attr-defined]  # prefetched to it


def _line(row: Row) -> Line:
    return Line("Recommendation", address("recommendation", row.id), Status(row.more).label)


FINDABLE = Findable(
    Source(
        TYPE,
        documents,
        every(Recommendation),
        {"recommendations.recommendation": itself, "incidents.retrospective": within(Recommendation)},
    ),
    "Recommendations",
    lambda who, ids: columns(
        TYPE,
        Recommendation.objects.visible_to(who).filter(pk__in=list(ids)),
        at="created_at",
        title="title",
        text="why",
        more="status",
    ),
    _line,
)
