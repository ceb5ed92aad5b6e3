"""The parts of a control structure from the bottom up: what is steered comes before what steers it. Plain values.

CAST goes through the components in this order (CAST Handbook, part 3: from the lower levels to the higher ones).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def bottom_up(parts: Sequence[T], steering: Iterable[tuple[T, T]]) -> list[T]:
    """``parts`` in their order, each after the parts it steers, as far as a circle lets it.

    ``steering`` are pairs (who steers, what is steered); pairs with an unknown part, and with itself, say nothing. Of
    parts that steer each other, the one that was named first comes first.
    """
    known = set(parts)
    below: dict[T, list[T]] = defaultdict(list)
    for upper, lower in steering:
        if upper in known and lower in known and upper != lower:
            below[upper].append(lower)
    place = {part: number for number, part in enumerate(parts)}
    done: dict[T, None] = {}
    for start in parts:
        _visit(start, below, place, done)
    return list(done)


def _visit(start: T, below: dict[T, list[T]], place: dict[T, int], done: dict[T, None]) -> None:
    """Depth first, without recursion: a structure may be a chain of hundreds."""
    if start in done:
        return
    on_the_way = {start}
    waiting = [(start, iter(sorted(set(below[start]), key=place.__getitem__)))]
    while waiting:
        part, lower = waiting[-1]
        following = next((one for one in lower if one not in done and one not in on_the_way), None)
        if following is None:
            done[part] = None
            waiting.pop()
        else:
            on_the_way.add(following)
            waiting.append((following, iter(sorted(set(below[following]), key=place.__getitem__))))
