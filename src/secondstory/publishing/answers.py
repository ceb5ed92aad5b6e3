"""What a question finds for a reader: ids from the index, words from the rows this reader may read.

At most five statements for a member beside those that say who asks (tests/publishing/test_search_page.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from secondstory.people.audience import Reader, Who, reader
from secondstory.publishing.findable import publications, studies
from secondstory.publishing.findable.edition_words import words_of
from secondstory.publishing.findable.everything import FINDABLES, rows_of
from secondstory.publishing.findable.findable import Line
from secondstory.publishing.findable.passages import KINDS, Passage, passages
from secondstory.publishing.findable.rows import Row
from secondstory.publishing.models import Publication
from secondstory.publishing.opening import opening_in
from secondstory.publishing.reading_keys import keys_of_reader
from secondstory.publishing.text import without_marks
from secondstory.review.models import Edition
from secondstory.search.find import Found, find
from secondstory.search.marks import Marked, Marker, Piece
from secondstory.ui.menu import address
from secondstory.ui.text import shorten

EACH = 5  # of each type on the page that shows all types
ONE_TYPE = 20
DEEPEST = 200
PASSAGES = 4000  # looked through for snippets
LINE = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """``title`` and ``snippet`` in pieces, the words of the question marked. ``passage`` says where in it the
    snippet stands ('Timeline entry'), with its moment if it has one."""

    type: str
    id: UUID
    at: datetime
    title: Marked
    snippet: Marked
    line: Line
    url: str
    passage: str = ""
    passage_at: datetime | None = None
    precision: str = "minute"
    approximate: bool = False
    zone: str = "UTC"
    opening: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    type: str
    heading: str
    answers: list[Answer]
    more: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """``some_words``, ``behind`` and ``building`` as in ``search.find.Found``."""

    groups: list[Group]
    some_words: bool = False
    behind: bool = False
    building: bool = False

    @property
    def count(self) -> int:
        return sum(len(group.answers) for group in self.groups)


@dataclass(frozen=True, slots=True)
class _Best:
    """The passage that met most of the words; ``text`` is the whole of it."""

    marked: Marked = field(default_factory=Marked)
    text: str = ""
    name: str = ""
    url: str = ""
    at: datetime | None = None
    precision: str = "minute"
    opening: str = ""


def answer(user: Who, text: str, *, only: str = "", offset: int = 0) -> Answers:
    """The best of each type, or a page of one type (``only``)."""
    who = reader(user)
    types = [only] if only in FINDABLES else list(FINDABLES)
    if not who.is_member:
        types = [type for type in types if FINDABLES[type].for_everyone]
    found = find(
        text,
        keys=keys_of_reader(who),
        types=types,
        limit=ONE_TYPE if only else EACH,
        offset=min(max(offset, 0), DEEPEST),
    )
    if not found.hits:
        return Answers([], behind=found.behind, building=found.building)
    rows = {(row.type, row.id): row for row in rows_of(who, {type: found.ids(type) for type in found.hits})}
    met = {
        **_in_studies(found, [id for type, id in rows if type == studies.TYPE]),
        **_in_editions(found, who, [id for type, id in rows if type == publications.TYPE]),
    }
    groups = [
        Group(
            type,
            FINDABLES[type].heading,
            [
                _told(found.markers[type], rows[type, id], met.get(id, _Best()))
                for id in found.ids(type)
                if (type, id) in rows
            ],
            found.more[type],
        )
        for type in found.hits
    ]
    return Answers([group for group in groups if group.answers], found.some_words, found.behind)


def _told(marker: Marker, row: Row, met: _Best) -> Answer:
    line = FINDABLES[row.type].line(row)
    called = without_marks(row.title)  # of a note it is the note
    title = marker.whole(called) if len(called) <= LINE else marker.snippet(called) or plain(called)
    own = marker.snippet(without_marks(row.text))
    is_better = met.marked.words > own.words
    snippet = snippet_of(marker, met) if is_better else own
    return Answer(
        row.type,
        row.id,
        row.at,
        title,
        snippet or plain(row.text),
        line,
        met.url if is_better and met.url else line.url,
        met.name if is_better else "",
        met.at if is_better else None,
        met.precision.lstrip("~"),
        met.precision.startswith("~"),
        row.place if row.type == studies.TYPE else "UTC",
        met.opening,
    )


def snippet_of(marker: Marker, best: _Best) -> Marked:
    """As it is shown. All passages are compared as they were typed, and only this one is read for its marks."""
    return marker.snippet(without_marks(best.text)) or best.marked


def plain(text: str) -> Marked:
    """The beginning of a text, no word marked."""
    line = shorten(without_marks(text), LINE)
    return Marked((Piece(line),) if line else ())


def _in_studies(found: Found, ids: list[UUID]) -> dict[UUID, _Best]:
    if not ids:
        return {}
    marker = found.markers[studies.TYPE]
    best: dict[UUID, _Best] = {}
    for study, ones in passages(ids).items():
        for one in ones[:PASSAGES]:
            marked = marker.snippet(one.text)
            if marked.words > best.get(study, _Best()).marked.words:
                best[study] = _of_study(one, marked)
    return best


def _of_study(one: Passage, marked: Marked) -> _Best:
    place = KINDS[one.kind].place
    page = address(place.url_name, one.study)
    is_entry = one.kind == "entry"
    return _Best(
        marked,
        one.text,
        place.name,
        f"{page}#{place.anchor.format(one.id)}" if page else "",
        one.at if is_entry else None,
        one.precision,
    )


def _in_editions(found: Found, who: Reader, ids: list[UUID]) -> dict[UUID, _Best]:
    if not ids:
        return {}
    marker = found.markers[publications.TYPE]
    readable = Publication.objects.visible_to(who).filter(pk__in=ids)
    editions = Edition.objects.filter(publication__in=readable)
    rows = editions.values_list("pk", "publication__pk", "publication__slug", "canonical")
    return {
        id: replace(
            best_of(marker, bytes(canonical), address("publication", slug)),
            opening=opening_in(edition, bytes(canonical)),
        )
        for edition, id, slug, canonical in rows
    }


def best_of(marker: Marker, canonical: bytes, page: str) -> _Best:
    """The passage of an edition that meets most of the words; the earlier one when two meet as many."""
    best = _Best()
    for one in words_of(canonical):
        marked = marker.snippet(one.text)
        if marked.words > best.marked.words:
            best = _Best(marked, one.text, one.heading, f"{page}#{one.anchor}")
    return best
