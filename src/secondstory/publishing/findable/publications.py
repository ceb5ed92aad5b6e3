"""Published editions, by audience: the frozen text, its announcement and the accepted later words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from secondstory.incidents.models import Kind
from secondstory.publishing.findable.edition_words import words_of
from secondstory.publishing.findable.findable import Findable, Line
from secondstory.publishing.findable.rows import Row, columns
from secondstory.publishing.findable.touch import every, within
from secondstory.publishing.models import Facet, Publication
from secondstory.review.models import Amendment
from secondstory.search import keys
from secondstory.search.document import Document
from secondstory.search.sources import Source, itself
from secondstory.ui.menu import address

TYPE = "publication"


def documents(ids: Sequence[UUID]) -> Iterator[Document]:
    found = (
        Publication.objects.filter(pk__in=ids, withdrawn_at=None)
        .select_related("edition", "team")
        .prefetch_related("services", "facets")
    )
    publications = list(found)
    later = _later_words([publication.edition_id for publication in publications])
    for publication in publications:
        passages = words_of(bytes(publication.edition.canonical))
        yield Document(
            TYPE,
            publication.pk,
            publication.title,
            "\n".join(
                [publication.announcement, *(one.text for one in passages), *later.get(publication.edition_id, ())]
            ),
            frozenset(keys_of(publication)),
            frozenset(facets_of(publication)),
            publication.published_at,
        )


def keys_of(publication: Publication) -> set[str]:
    open_to = keys.of_audience(publication.audience, publication.team_id, public=True)
    return open_to | {keys.study(publication.retrospective_id)}


def facets_of(publication: Publication) -> set[str]:
    found = {f"kind:{publication.kind}", f"year:{publication.year}"}
    if publication.team:
        found.add(f"team:{publication.team.slug}")
    found |= {f"service:{service.slug}" for service in publication.services.all()}
    found |= {f"{Facet.Kind(facet.kind).value}:{facet.key}" for facet in publication.facets.all()}
    return found


def _later_words(editions: Sequence[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    accepted = Amendment.objects.filter(edition_id__in=editions, state=Amendment.State.ACCEPTED)
    for edition, text in accepted.order_by("created_at", "id").values_list("edition_id", "text"):
        found[edition].append(text)
    return found


def _line(row: Row) -> Line:
    return Line(f"Retrospective · {Kind(row.more).label.lower()}", address("publication", row.place))


FINDABLE = Findable(
    Source(
        TYPE,
        documents,
        every(Publication),
        {
            "publishing.publication": itself,
            "people.service": within(Publication, "services"),
            "review.edition": within(Publication, "edition_id"),
            "review.amendment": within(Publication, "edition__amendments"),
            "incidents.retrospective": within(Publication),
        },
    ),
    "In the library",
    lambda who, ids: columns(
        TYPE,
        Publication.objects.visible_to(who).filter(pk__in=list(ids)),
        at="published_at",
        title="title",
        text="summary",
        more="kind",
        place="slug",
    ),
    _line,
    for_everyone=True,
)
