"""Talks that are offered about a text, and what newcomers are told to read: for colleagues who may read the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from secondstory.publishing.findable.findable import Findable, Line
from secondstory.publishing.findable.rows import Row, columns
from secondstory.publishing.findable.touch import every, within
from secondstory.publishing.models import ForNewcomers, OfferedTalk, Publication
from secondstory.search import keys
from secondstory.search.document import Document
from secondstory.search.sources import Source, itself
from secondstory.ui.menu import address

TALK, NEWCOMERS = "talk", "for-newcomers"


def keys_of(publication: Publication) -> set[str]:
    """Never ``public``: people who offer something are named to colleagues alone."""
    return keys.of_audience(publication.audience, publication.team_id) | {keys.study(publication.retrospective_id)}


def talks(ids: Sequence[UUID]) -> Iterator[Document]:
    """Without the name of whoever offers it: that stands on its page."""
    found = OfferedTalk.objects.filter(pk__in=ids, publication__withdrawn_at=None).select_related("publication")
    for one in found:
        words = "\n".join((one.how, one.publication.title))
        yield Document(TALK, one.pk, one.about, words, frozenset(keys_of(one.publication)), at=one.created_at)


def for_newcomers(ids: Sequence[UUID]) -> Iterator[Document]:
    found = ForNewcomers.objects.filter(pk__in=ids, publication__withdrawn_at=None)
    for one in found.select_related("publication", "service"):
        words = "\n".join((one.service.name, one.publication.title))
        yield Document(NEWCOMERS, one.pk, one.text, words, frozenset(keys_of(one.publication)), at=one.created_at)


def _talk_line(row: Row) -> Line:
    return Line("A talk, offered", f"{address('publication', row.place)}#talks")


def _newcomers_line(row: Row) -> Line:
    return Line(f"For whoever starts on {row.more}", f"{address('publication', row.place)}#newcomers")


FINDABLE_TALKS = Findable(
    Source(
        TALK,
        talks,
        every(OfferedTalk),
        {
            "publishing.offeredtalk": itself,
            "publishing.publication": within(OfferedTalk, "publication_id"),
            "incidents.retrospective": within(OfferedTalk, "publication__retrospective_id"),
        },
    ),
    "Talks",
    lambda who, ids: columns(
        TALK,
        OfferedTalk.objects.visible_to(who).filter(pk__in=list(ids)),
        at="created_at",
        title="about",
        text="publication__title",
        more="how",
        place="publication__slug",
    ),
    _talk_line,
)
FINDABLE_FOR_NEWCOMERS = Findable(
    Source(
        NEWCOMERS,
        for_newcomers,
        every(ForNewcomers),
        {
            "publishing.fornewcomers": itself,
            "people.service": within(ForNewcomers, "service_id"),
            "publishing.publication": within(ForNewcomers, "publication_id"),
            "incidents.retrospective": within(ForNewcomers, "publication__retrospective_id"),
        },
    ),
    "For newcomers",
    lambda who, ids: columns(
        NEWCOMERS,
        ForNewcomers.objects.visible_to(who).filter(pk__in=list(ids)),
        at="created_at",
        title="text",
        text="publication__title",
        more="service__name",
        place="publication__slug",
    ),
    _newcomers_line,
)
