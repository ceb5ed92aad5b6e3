"""A row of the database as one JSON object of a bundle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import ManyToManyField

from secondstory.exporters.bundle.tables import SOMEBODY, Table
from secondstory.incidents.models import Participant
from secondstory.people.models import Service, Team
from secondstory.recommendations.models import StatusChange

Row = dict[str, Any]


class Writer:
    """Writes rows, and remembers the teams and services they name. ``ids`` are those in the bundle, by table: a
    link that leads out of it is left out."""

    def __init__(self, ids: dict[str, set[UUID]]) -> None:
        self.ids = ids
        self.teams: dict[str, Team] = {}
        self.services: dict[str, Service] = {}

    def table(self, table: Table, rows: Iterable[Any]) -> list[Row]:
        ordered = sorted(rows, key=lambda row: (row.created_at, row.pk))
        many = {name: self._linked(table, name, ordered) for name in table.many}
        services = self._services_of(table, ordered) if table.services else {}
        written = []
        for row in ordered:
            told = self._row(table, row)
            for name, to in table.many.items():
                told[name] = [str(id) for id in many[name][row.pk] if id in self.ids[to]]
            self._named(table, row, told)
            if table.services:
                told["services"] = services.get(row.pk, [])
            written.append(told)
        return written

    def one(self, table: Table, row: Any) -> Row:
        (told,) = self.table(table, [row])
        return told

    def _row(self, table: Table, row: Any) -> Row:
        told: Row = {"id": str(row.pk), "created_at": plain(row.created_at)}
        if isinstance(row, Participant):
            told["shown_as"] = row.shown_as
        for name in table.columns:
            told[name] = plain(getattr(row, name))
        if isinstance(row, StatusChange):
            told["changed"] = without_people(told["changed"])
        for name, to in table.links.items():
            id = getattr(row, f"{name}_id")
            told[name] = str(id) if id in self.ids[to] else None
        return told

    def _named(self, table: Table, row: Any, told: Row) -> None:
        for name in table.teams:
            team = getattr(row, name)
            told[name] = team.slug if team else None
            if team:
                self.teams[team.slug] = team
        for name in table.people:
            told[name] = SOMEBODY if getattr(row, f"{name}_id") else None

    def _linked(self, table: Table, name: str, rows: list[Any]) -> dict[UUID, list[UUID]]:
        found: dict[UUID, list[UUID]] = defaultdict(list)
        for source, target in _pairs(table, name, rows):
            found[source].append(target)
        return defaultdict(list, {source: sorted(targets) for source, targets in found.items()})

    def _services_of(self, table: Table, rows: list[Any]) -> dict[UUID, list[str]]:
        pairs = list(_pairs(table, "services", rows))
        known = Service.objects.in_bulk({target for _, target in pairs})
        self.services |= {one.slug: one for one in known.values()}
        found: dict[UUID, list[str]] = defaultdict(list)
        for source, target in pairs:
            found[source].append(known[target].slug)
        return {source: sorted(slugs) for source, slugs in found.items()}


def _pairs(table: Table, name: str, rows: list[Any]) -> Iterable[tuple[UUID, UUID]]:
    """Who is linked to what, for one many-to-many field of many rows: one statement."""
    field = table.model._meta.get_field(name)
    assert isinstance(field, ManyToManyField)
    through: Any = field.remote_field.through
    source, target = field.m2m_column_name(), field.m2m_reverse_name()
    pairs: Iterable[tuple[UUID, UUID]] = through._default_manager.filter(
        **{f"{source}__in": [row.pk for row in rows]}
    ).values_list(source, target)
    return pairs


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value


def without_people(changed: dict[str, list[str]]) -> dict[str, list[str]]:
    """The log of a recommendation names its owners and deciders; a bundle does not."""
    return {
        name: [SOMEBODY if said else "" for said in both] if name in ("owner", "decider") else both
        for name, both in changed.items()
    }
