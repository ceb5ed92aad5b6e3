"""One page of a long list, by cursor: newest first, nothing counted, as fast on the last page as on the first.

A cursor is the moment and id of the row it stands beside: ``1488326400000000.0190…``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from secondstory.people.refusals import Refusal

M = TypeVar("M", bound=Model)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SIZE = 30


class NoSuchPage(Refusal):
    code = "no_such_page"

    def __init__(self) -> None:
        super().__init__("This address leads to no page of the list. Open the list from its beginning.")


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """``newer`` and ``older`` are cursors for ``{% pager %}``, empty where the list ends."""

    rows: list[M]
    newer: str
    older: str


def page(rows: QuerySet[M], asked: Mapping[str, str], *, by: str, size: int = SIZE) -> Page[M]:
    """The page of ``rows`` that ``?before=`` or ``?after=`` ask for, ordered by the moment ``by`` and the id."""
    before, after = asked.get("before", ""), asked.get("after", "")
    if after:
        found = list(rows.filter(_beside(by, after, "gt")).order_by(by, "id")[: size + 1])
        more = len(found) > size
        shown = found[:size][::-1]
        return Page(shown, _cursor(shown[0], by) if more else "", _cursor(shown[-1], by) if shown else "")
    if before:
        rows = rows.filter(_beside(by, before, "lt"))
    found = list(rows.order_by(f"-{by}", "-id")[: size + 1])
    shown = found[:size]
    newer = _cursor(shown[0], by) if before and shown else ""
    return Page(shown, newer, _cursor(shown[-1], by) if len(found) > size else "")


def _beside(by: str, cursor: str, side: str) -> Q:
    """The first condition repeats the second more loosely, so that an index on the moment is enough."""
    micros, _, row_id = cursor.partition(".")
    try:
        at, key = EPOCH + timedelta(microseconds=int(micros)), UUID(row_id)
    except (ValueError, OverflowError):
        raise NoSuchPage from None
    return Q(**{f"{by}__{side}e": at}) & (Q(**{f"{by}__{side}": at}) | Q(**{by: at, f"id__{side}": key}))


def _cursor(row: Model, by: str) -> str:
    at: datetime = getattr(row, by)
    return f"{(at - EPOCH) // timedelta(microseconds=1)}.{row.pk.hex}"
