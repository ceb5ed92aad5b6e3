"""The order in which a tree is read: each thing once, below what it grew from. Plain values, no recursion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K")


def in_order(keys: Sequence[K], parents: Mapping[K, K | None]) -> Iterator[tuple[K, int]]:
    """Each key with its depth. One whose parent is not among ``keys`` stands at the top, and so does the first of a
    circle, should a table ever hold one: nothing is lost from sight, and nothing is told twice."""
    under: dict[K, list[K]] = {key: [] for key in keys}
    tops: list[K] = []
    for key in keys:
        parent = parents.get(key)
        (under[parent] if parent is not None and parent in under else tops).append(key)
    seen: set[K] = set()
    for top in (*tops, *keys):
        waiting = [(top, 0)]
        while waiting:
            key, depth = waiting.pop()
            if key not in seen:
                seen.add(key)
                yield key, depth
                waiting += [(one, depth + 1) for one in reversed(under[key])]
