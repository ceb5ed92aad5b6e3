"""Rows of different tables in one statement, as text with an id and an age."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast


class Row(NamedTuple):
    """``type`` names the table; what ``more`` and ``place`` mean is for its file to know."""

    type: str
    id: UUID
    at: datetime
    title: str
    text: str
    more: str
    place: str


def columns(
    type: str, rows: QuerySet[Any], *, at: str, title: str, text: str = "", more: str = "", place: str = ""
) -> QuerySet[Any, Any]:
    """A queryset of ``Row`` values. Names are fields; an empty one gives the empty text."""
    texts = [_text(name) for name in (title, text, more, place)]
    return rows.order_by().values_list(Value(type, output_field=TextField()), "pk", at, *texts)


def _text(name: str) -> Any:
    return Cast(F(name), TextField()) if name else Value("", output_field=TextField())


def together(queries: Sequence[QuerySet[Any, Any]], *, most: int = 500) -> list[Row]:
    """All of them in one statement, up to ``most``."""
    if not queries:
        return []
    first, *rest = queries
    return [Row(*row) for row in (first.union(*rest, all=True) if rest else first)[:most]]
