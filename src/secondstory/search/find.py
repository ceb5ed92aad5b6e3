"""Asking the index. The answer is ids; what they are is for the database to say, through ``visible_to``."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from tantivy import Occur, Query

from secondstory.search import background
from secondstory.search.ask import Asked, InARow, read
from secondstory.search.document import from_uid
from secondstory.search.index import catch_up, newest, rebuild
from secondstory.search.marks import Marker
from secondstory.search.shelf import Unusable, View, careful, set_aside, shelf, text_of

WAIT = 1.5  # seconds a question waits for the index before it is answered from what is there
MANY_KEYS = 48
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hit:
    id: UUID
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """``hits`` by type, best first, and a marker for each type there. ``some_words``: nothing had all the words, these have some.
    ``behind``: the index has not read the last changes yet. ``building``: there is no index right now.
    ``view`` is what was searched; given back to ``find`` it makes a second question about the same moment."""

    hits: Mapping[str, Sequence[Hit]] = field(default_factory=dict)
    more: Mapping[str, bool] = field(default_factory=dict)
    markers: Mapping[str, Marker] = field(default_factory=dict)
    some_words: bool = False
    behind: bool = False
    building: bool = False
    view: View | None = None

    def ids(self, type: str) -> list[UUID]:
        return [hit.id for hit in self.hits.get(type, ())]


def find(
    text: str,
    *,
    keys: Collection[str],
    types: Sequence[str],
    facets: Mapping[str, Collection[str]] | None = None,
    limit: int = 10,
    offset: int = 0,
    view: View | None = None,
) -> Found:
    """The best ``limit`` of each type that a reader with these keys may find. Never raises over a question.

    ``facets`` narrows: one of each name (``{"year": ["2016", "2017"], "kind": ["incident"]}``).
    """
    asked = read(text)
    if not asked or not keys:
        return Found()
    try:
        behind = False
        if view is None:
            view, behind = _view()
        if view is None:
            return Found(building=True)
        with careful():
            return _search(view, asked, keys, types, facets or {}, limit, offset, behind)
    except Unusable as why:
        # Damage that only showed while reading. Forget it: the next question builds the index anew.
        log.error("search index: cannot be read (%s); it is built again", why)
        set_aside()
        return Found(building=True)


def _view() -> tuple[View | None, bool]:
    """The index as it is after all that is committed, or as near as ``WAIT`` seconds bring it."""
    last = newest()
    for _ in range(2):
        try:
            here = shelf()
            if not here.known_history or here.view.note.seq != last:
                catch_up(seconds=WAIT)
                here = shelf()
            return here.view, here.view.note.seq < last
        except Unusable as why:
            log.info("search index: %s", why)
            if not _build_now():
                return None, False
    return None, False


def _build_now() -> bool:
    """Build a missing index: here, or, where pages are waiting, in the background while we wait a moment."""
    if not settings.SEARCH_THREAD:
        rebuild(unless_usable=True)
        return True
    background.building.call()
    background.building.rests(within=WAIT)
    try:
        shelf()
    except Unusable:
        return False
    return True


def _search(
    view: View,
    asked: Asked,
    keys: Collection[str],
    types: Sequence[str],
    facets: Mapping[str, Collection[str]],
    limit: int,
    offset: int,
    behind: bool,
) -> Found:
    ask = _Asking(view, asked)
    gates = [ask.any_of("keys", keys)]
    gates += [
        ask.any_of("facets", [f"{name}:{value}" for value in values]) for name, values in facets.items() if values
    ]
    hits: dict[str, list[Hit]] = {}
    more: dict[str, bool] = {}
    each = Occur.Must
    for each in (Occur.Must, Occur.Should):
        for type in types:
            query = Query.boolean_query([*ask.matching(type, each), *((Occur.Must, gate) for gate in gates)])
            found = view.searcher.search(query, limit + 1, count=False, offset=offset).hits
            if found:
                hits[type] = [
                    Hit(from_uid(str(view.searcher.doc(address).get_first("uid")))[1], score)
                    for score, address in found[:limit]
                ]
                more[type] = len(found) > limit
        if hits or len(asked.needed) < 2 or offset:
            break
    markers = {type: Marker(view, ask.words(type), text_of(type)) for type in hits}
    return Found(hits, more, markers, each == Occur.Should and bool(hits), behind, view=view)


@dataclass(frozen=True, slots=True)
class _Asking:
    """The question as queries to one view."""

    view: View
    asked: Asked

    def matching(self, type: str, each: Occur) -> list[tuple[Occur, Query]]:
        """All (Must) or some (Should) of the words in texts of this type, and none of those left out."""
        field = text_of(type)
        parts = [(each, self._one_of(field, rows)) for rows in self.asked.needed]
        if each == Occur.Should:
            parts = [(Occur.Must, Query.boolean_query(parts))]
        return parts + [(Occur.MustNot, self._row(field, row)) for row in self.asked.without]

    def words(self, type: str) -> Query:
        """What to mark."""
        field = text_of(type)
        return Query.boolean_query([(Occur.Should, self._one_of(field, rows)) for rows in self.asked.needed])

    def any_of(self, field: str, values: Collection[str]) -> Query:
        """Unscored: a union of few values; for many, a set, which costs the same whatever their number."""
        if len(values) > MANY_KEYS:
            found = Query.term_set_query(self.view.schema, field, list(values))
        else:
            found = Query.boolean_query(
                [(Occur.Should, Query.term_query(self.view.schema, field, value)) for value in values]
            )
        return Query.const_score_query(found, 0.0)

    def _one_of(self, field: str, rows: Sequence[InARow]) -> Query:
        if len(rows) == 1:
            return self._row(field, rows[0])
        return Query.boolean_query([(Occur.Should, self._row(field, row)) for row in rows])

    def _row(self, field: str, row: InARow) -> Query:
        if len(row) == 1:
            return Query.term_query(self.view.schema, field, row[0])
        return Query.phrase_query(self.view.schema, field, list(row))
