"""An author's own timeline: in the order of the moments they gave, and 'after that' where they gave none.

Plain values in and out. Nothing from the merged timeline comes in here, so nothing there can change it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar

T = TypeVar("T")
_BEGINNING = datetime.min.replace(tzinfo=UTC)


def in_own_order(items: Iterable[T], *, at: Callable[[T], datetime | None], written: Callable[[T], Any]) -> list[T]:
    """``written`` gives the order of writing; an item without a moment stays behind the one written before it."""
    keyed, last = [], _BEGINNING
    for item in sorted(items, key=written):
        last = at(item) or last
        keyed.append((last, written(item), item))
    return [item for _, _, item in sorted(keyed, key=lambda one: one[:2])]
