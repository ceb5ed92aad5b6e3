"""One page of a long list, by cursor: newest first unless told otherwise, nothing counted, the last page as fast as the first.

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


def page(
    rows: QuerySet[M], asked: Mapping[str, str], *, by: str, size: int = SIZE, oldest_first: bool = False
) -> Page[M]:
    """The page of ``rows`` that ``?before=`` or ``?after=`` ask for, ordered by the moment ``by`` and the id."""
    newest, oldest = (f"-{by}", "-id"), (by, "id")
    onward, back = (oldest, newest) if oldest_first else (newest, oldest)
    names = ("after", "before") if oldest_first else ("before", "after")
    onto, behind = asked.get(names[0], ""), asked.get(names[1], "")
    if behind:
        side = "lt" if oldest_first else "gt"
        found = list(rows.filter(_beside(by, behind, side)).order_by(*back)[: size + 1])
        shown = found[:size][::-1]
        first, last = len(found) > size, bool(shown)
    else:
        if onto:
            rows = rows.filter(_beside(by, onto, "gt" if oldest_first else "lt"))
        found = list(rows.order_by(*onward)[: size + 1])
        shown = found[:size]
        first, last = bool(onto and shown), len(found) > size
    ends = _cursor(shown[0], by) if first else "", _cursor(shown[-1], by) if last else ""
    return Page(shown, *(ends[::-1] if oldest_first else ends))


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
