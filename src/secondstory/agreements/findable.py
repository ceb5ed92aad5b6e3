"""Working agreements as they are found: what was published, by who may read it. Drafts are in no index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from secondstory.agreements.models import Agreement
from secondstory.people.audience import Audience
from secondstory.publishing.findable.findable import Findable, Line
from secondstory.publishing.findable.rows import columns
from secondstory.publishing.findable.touch import every
from secondstory.search import keys
from secondstory.search.document import Document
from secondstory.search.sources import Source, itself
from secondstory.ui.menu import address

TYPE = "agreement"


def documents(ids: Sequence[UUID]) -> Iterator[Document]:
    for one in Agreement.objects.filter(pk__in=ids).in_words().prefetch_related("teams"):
        words = vars(one)
        found = keys.of_audience(one.audience, None)
        for team in one.teams.all():
            found |= keys.of_audience(Audience.TEAM, team.pk)
        yield Document(TYPE, one.pk, words["title"], words["text"], frozenset(found), at=one.created_at)


FINDABLE = Findable(
    Source(TYPE, documents, every(Agreement), {"agreements.agreement": itself}),
    "Where the line is",
    lambda who, ids: columns(
        TYPE,
        Agreement.objects.visible_to(who).filter(pk__in=list(ids)).in_words(),
        at="created_at",
        title="title",
        text="text",
        more="retired_because",
    ),
    lambda row: Line("Working agreement", address("agreement", row.id), state="retired" if row.more else ""),
)
