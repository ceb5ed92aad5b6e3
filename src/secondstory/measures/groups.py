"""What is asked of people without their name is told of five of them at least, and five at a time.

An answer is not kept by itself: it is added to a sum that waits, and all that waits is told at once when there are
enough of them. So two looks at the same page differ by nothing, or by five answers and more, and nobody can tell from
them what one person said (invariant 22). Plain values, no database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LEAST = 5


@dataclass(frozen=True, slots=True)
class Sum:
    """By answer: how many are told, and how many wait to be."""

    told: Mapping[str, int] = field(default_factory=dict)
    waiting: Mapping[str, int] = field(default_factory=dict)

    @property
    def n(self) -> int:
        return sum(self.told.values())


def with_answer(before: Sum, answer: str) -> Sum:
    waiting = {**before.waiting, answer: before.waiting.get(answer, 0) + 1}
    if sum(waiting.values()) < LEAST:
        return Sum(before.told, waiting)
    told = dict(before.told)
    for one, many in waiting.items():
        told[one] = told.get(one, 0) + many
    return Sum(told, {})
