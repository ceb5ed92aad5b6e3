"""SQL put together once and run many times with other ids.

A UNION over many tables takes the ORM longer to write down than the database to answer. So it is written once,
for marks that stand where ids will be, and the marks are replaced by ids each time. The queryset stays the one
source of the SQL, reading rules included.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

# Lists of ids are filled up to one of these lengths, so that few texts do for all.
LENGTHS = (5, 20, 100, 400)

Slot = Hashable


@dataclass(frozen=True, slots=True)
class _Place:
    slot: Slot


@dataclass(frozen=True, slots=True)
class Prepared:
    sql: str
    params: tuple[Any, ...]

    def run(self, ids: Mapping[Slot, UUID]) -> list[tuple[Any, ...]]:
        """The rows with these ids in their slots. UUIDs and moments are as the database gives them."""
        params = [stored(ids[one.slot]) if isinstance(one, _Place) else one for one in self.params]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found


def prepare(rows: QuerySet[Any, Any], marks: Mapping[UUID, Slot]) -> Prepared:
    """The SQL of ``rows``, with a slot wherever one of the marks stands."""
    sql, params = rows.query.sql_with_params()
    places = {stored(mark): _Place(slot) for mark, slot in marks.items()}
    return Prepared(sql, tuple(places.get(one, one) if isinstance(one, str | UUID) else one for one in params))


def filled(ids: Sequence[UUID]) -> list[UUID]:
    """The ids, with the last one repeated up to the next length."""
    length = next((one for one in LENGTHS if one >= len(ids)), len(ids))
    return [*ids, *[ids[-1]] * (length - len(ids))]


def stored(id: UUID) -> Any:
    """An id as a parameter of SQL."""
    return id.hex if connection.vendor == "sqlite" else id


def as_uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def as_moment(value: Any) -> datetime:
    at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
