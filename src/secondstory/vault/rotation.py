"""Sealing anew what an older key sealed, some rows at a time, while people write.

A row is replaced only if it still holds what was opened; words saved in between are met again in the next round. So
it can stop anywhere and go on later: whatever is not yet sealed with the first key still opens with its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Length

from secondstory.vault import box
from secondstory.vault.holders import Holder, count
from secondstory.vault.ring import Ring

BATCH, BATCH_SIZE = 200, 16_000_000  # rows, bytes: kept files are megabytes a row


@dataclass(frozen=True)
class Batch:
    last: Any  # the key of the row it ended with; None when there was none left
    sealed: int
    changed: int  # rows that somebody wrote in between, to be met again
    closed: int  # rows that do not open, left as they are


def behind(now: Ring) -> int:
    """How many texts are sealed with a key of the ring other than the first."""
    return count(*(key.id for key in now.keys[1:])) if now.keys[1:] else 0


def seal_anew(holder: Holder, now: Ring, *, after: Any = None) -> Batch:
    """The next rows of a column. The caller's transaction makes them one step."""
    rows = holder.sealed_with(*(key.id for key in now.keys[1:])).order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    last = _last_of_batch(rows.annotate(size=Length(holder.column)).values_list("pk", "size")[:BATCH])
    if last is None:
        return Batch(None, 0, 0, 0)
    sealed = changed = closed = 0
    for row in rows.filter(pk__lte=last):
        old, about = bytes(getattr(row, holder.column)), holder.about(row)
        key = now.get(box.key_id(old))
        try:
            if key is None:
                raise box.Changed
            new = box.close(now.first, box.open_with(key, old, about), about)
        except box.Changed:
            closed += 1
            continue
        same = type(row)._base_manager.filter(pk=row.pk, **{holder.column: old})
        replaced = same.update(**{holder.column: new})
        sealed, changed = sealed + replaced, changed + 1 - replaced
    return Batch(last, sealed, changed, closed)


def _last_of_batch(sizes: Iterable[tuple[Any, int]]) -> Any:
    """The row to end with: at least one, and no more bytes than fit."""
    last, size = None, 0
    for pk, more in sizes:
        size += more
        if last is not None and size > BATCH_SIZE:
            break
        last = pk
    return last
