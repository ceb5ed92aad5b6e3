"""A few of many that have as little as possible in common. Plain values in and out, no database."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Set
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def varied(candidates: Mapping[K, Set[str]], most: int = 3) -> list[K]:
    """The first of ``candidates``, then each time the one that shares the fewest traits with those chosen; of equal ones
    the earlier."""
    left, chosen = list(candidates), list[K]()
    seen: set[str] = set()
    while left and len(chosen) < most:
        following = min(left, key=lambda one: len(candidates[one] & seen))
        left.remove(following)
        chosen.append(following)
        seen |= candidates[following]
    return chosen
