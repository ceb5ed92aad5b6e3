"""The list of what is published, narrowed by what it is about, and searched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.http import QueryDict

from secondstory.incidents.keyset import Page, page
from secondstory.incidents.models import Kind
from secondstory.people.audience import Reader, Who, reader
from secondstory.people.models import Service
from secondstory.publishing.answers import best_of, plain, snippet_of
from secondstory.publishing.findable.publications import TYPE
from secondstory.publishing.models import Facet, Publication
from secondstory.publishing.opening import opening_in, with_openings
from secondstory.publishing.reading_keys import keys_of_reader
from secondstory.search.find import Found, find
from secondstory.search.marks import Marked
from secondstory.ui.menu import address

NAMES = {
    "team": "Team",
    "service": "Service",
    "kind": "What it was",
    "control": "Control",
    "factor": "Systemic kind",
    "year": "Year",
}
SIZE = 20
SEEN = 200  # the choices are those of so many publications, so that they cost the same in any library
MOST_CHOICES = 8
DEEPEST = 200

Chosen = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetList:
    """``counted`` is False when there is more than was looked at: then no numbers are shown."""

    name: str
    label: str
    choices: list[Choice]
    counted: bool


@dataclass(frozen=True, slots=True)
class Result:
    """A publication with the words of the question marked. ``opening`` is the surprise or the question it opens, and goes
    before; where there is none and nothing was asked, its summary is told."""

    publication: Publication
    title: Marked
    snippet: Marked
    url: str
    where: str = ""
    opening: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    results: list[Result]
    facets: list[FacetList]
    newer: str = ""
    older: str = ""
    some_words: bool = False
    behind: bool = False
    building: bool = False


@dataclass(slots=True)
class _Base:
    """The publications that the choices are made from."""

    ids: list[UUID] = field(default_factory=list)
    whole: bool = True


def chosen_in(asked: QueryDict) -> dict[str, list[str]]:
    """What the address narrows by; anything that cannot be a value is left out."""
    return {
        name: [value for value in dict.fromkeys(asked.getlist(name)) if 0 < len(value) <= 120 and "\x00" not in value][
            :20
        ]
        for name in NAMES
    }


def narrowed(rows: QuerySet[Publication], chosen: Chosen) -> QuerySet[Publication]:
    """One of each name that was chosen. Asked of each row in turn, newest first, so that the first page of
    many comes at once."""
    if teams := chosen.get("team"):
        rows = rows.filter(team__slug__in=teams)
    if services := chosen.get("service"):
        through = Publication.services.through.objects.filter(service__slug__in=services)
        rows = rows.filter(Exists(through.filter(publication_id=OuterRef("pk"))))
    if kinds := chosen.get("kind"):
        rows = rows.filter(kind__in=kinds)
    if years := chosen.get("year"):
        rows = rows.filter(
            year__in=[int(year) for year in years if year.isascii() and year.isdigit() and len(year) < 5]
        )
    for name in (Facet.Kind.CONTROL, Facet.Kind.FACTOR):
        if values := chosen.get(name.value):
            rows = rows.filter(Exists(Facet.objects.filter(publication_id=OuterRef("pk"), kind=name, key__in=values)))
    return rows


def library(user: Who, asked: QueryDict) -> Library:
    """The page that ``asked`` (``q``, the names above, ``before``, ``after``, ``from``) is about."""
    who = reader(user)
    chosen = chosen_in(asked)
    text = asked.get("q", "").strip()
    return _searched(who, text, chosen, asked) if text else _listed(who, chosen, asked)


def _listed(who: Reader, chosen: Chosen, asked: QueryDict) -> Library:
    visible = Publication.objects.visible_to(who)
    cursor = {name: asked.get(name, "") for name in ("before", "after")}
    shown: Page[Publication] = page(
        narrowed(visible, chosen).select_related("team"), cursor, by="published_at", size=SIZE
    )
    ids = (
        list(visible.newest_first().values_list("pk", flat=True)[: SEEN + 1])
        if shown.rows or any(chosen.values())
        else []
    )
    with_openings(shown.rows)
    return Library(
        [
            Result(
                one,
                plain(one.title),
                plain("" if one.opening else one.summary),
                address("publication", one.slug),
                opening=one.opening,
            )
            for one in shown.rows
        ],
        _facets(who, _Base(ids[:SEEN], len(ids) <= SEEN), chosen),
        shown.newer,
        shown.older,
    )


def _searched(who: Reader, text: str, chosen: Chosen, asked: QueryDict) -> Library:
    keys = keys_of_reader(who)
    start = _number(asked.get("from", ""))
    found = find(text, keys=keys, types=[TYPE], facets=chosen, limit=SIZE, offset=start)
    marker = found.markers.get(TYPE)
    if marker is None and not any(chosen.values()):
        return Library([], [], behind=found.behind, building=found.building)
    base = _base(text, keys, found)
    readable = Publication.objects.visible_to(who).select_related("team", "edition").in_bulk(found.ids(TYPE))
    results = []
    for id in found.ids(TYPE):
        if id not in readable or marker is None:
            continue
        one = readable[id]
        url = address("publication", one.slug)
        best = best_of(marker, bytes(one.edition.canonical), url)
        results.append(
            Result(
                one,
                marker.whole(one.title),
                snippet_of(marker, best) or plain(one.summary),
                best.url or url,
                best.name,
                opening_in(one.edition_id, bytes(one.edition.canonical)),
            )
        )
    older = str(start + SIZE) if found.more.get(TYPE) and start + SIZE < DEEPEST else ""
    newer = str(max(start - SIZE, 0)) if start else ""
    return Library(results, _facets(who, base, chosen), newer, older, found.some_words, found.behind, found.building)


def _base(text: str, keys: frozenset[str], found: Found) -> _Base:
    """All that the question finds, however it is narrowed."""
    if found.view is None:
        return _Base()
    all_of_it = find(text, keys=keys, types=[TYPE], limit=SEEN, view=found.view)
    return _Base(all_of_it.ids(TYPE), not all_of_it.more.get(TYPE, False))


def _number(text: str) -> int:
    return min(int(text), DEEPEST) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _facets(who: Reader, base: _Base, chosen: Chosen) -> list[FacetList]:
    """What the base can be narrowed by (two statements)."""
    counts: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in NAMES}
    if base.ids:
        own = Publication.objects.visible_to(who).filter(pk__in=base.ids).order_by()
        readable = []
        for id, slug, name, kind, year in own.values_list("pk", "team__slug", "team__name", "kind", "year"):
            readable.append(id)
            if slug:
                counts["team"][slug, name] += 1
            counts["kind"][kind, Kind(kind).label] += 1
            counts["year"][str(year), str(year)] += 1
        for group, key, label, count in _of_others(readable):
            counts[group][key, label] += count
    return [
        facets
        for name, label in NAMES.items()
        if (facets := FacetList(name, label, _choices(name, counts[name], chosen.get(name, [])), base.whole)).choices
    ]


def _of_others(ids: list[UUID]) -> Iterable[tuple[str, str, str, int]]:
    """Controls, systemic kinds and services of publications that were fetched through the door."""

    def grouped(rows: QuerySet[Any], group: Any, key: str, label: str, per: str) -> QuerySet[Any, Any]:
        found: QuerySet[Any, Any] = (
            rows.order_by()
            .annotate(
                _group=Cast(group, TextField()),
                _key=Cast(F(key), TextField()),
                _label=Cast(F(label), TextField()),
            )
            .values("_group", "_key", "_label")
            .annotate(_count=Count(per))
            .values_list("_group", "_key", "_label", "_count")
        )
        return found

    facets = grouped(Facet.objects.filter(publication_id__in=ids), F("kind"), "key", "label", "pk")
    services = grouped(
        Service.objects.filter(publications__in=ids), Value("service"), "slug", "name", "publications__pk"
    )
    counted: Iterable[tuple[str, str, str, int]] = facets.union(services, all=True)
    return counted


def _choices(name: str, counts: Counter[tuple[str, str]], chosen: list[str]) -> list[Choice]:
    """Most frequent first (years: newest first); what was chosen is always among them."""
    if name == "year":
        ordered = sorted(counts.items(), reverse=True)
    else:
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0][1].casefold(), item[0][0]))
    there = {value for (value, _), _ in ordered}
    found = [
        Choice(value, label, count, value in chosen)
        for place, ((value, label), count) in enumerate(ordered)
        if place < MOST_CHOICES or value in chosen
    ]
    return found + [Choice(value, value, 0, True) for value in chosen if value not in there]
