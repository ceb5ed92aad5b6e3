"""What two sequences share, in order. difflib, with a limit: some texts take it minutes, and a page waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

Opcode = tuple[str, int, int, int, int]

MOST_PARTS = 2000
MOST_PAIRS = 10_000  # how often a part of one stands in the other, added up


def opcodes(
    one: Sequence[str], other: Sequence[str], is_filler: Callable[[str], bool] = lambda part: not part.strip()
) -> list[Opcode]:
    """As ``SequenceMatcher.get_opcodes``. Filler (empty lines, spaces) is never what two texts are matched by.

    Where the parts that differ are too many, or too much alike to tell which is which, they are given as one
    replacement. What both begin and end with is found in any case.
    """
    begin = _same(one, other)
    end = _same(one[begin:][::-1], other[begin:][::-1])
    last, last_other = len(one) - end, len(other) - end
    found: list[Opcode] = [("equal", 0, begin, 0, begin)] if begin else []
    found += [
        (kind, a + begin, b + begin, c + begin, d + begin)
        for kind, a, b, c, d in _between(one[begin:last], other[begin:last_other], is_filler)
    ]
    if end:
        found.append(("equal", last, len(one), last_other, len(other)))
    return found


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many parts both begin with."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _between(one: Sequence[str], other: Sequence[str], is_filler: Callable[[str], bool]) -> list[Opcode]:
    if not one and not other:
        return []
    counted = Counter(part for part in other if not is_filler(part))
    if max(len(one), len(other)) > MOST_PARTS or sum(counted[part] for part in one) > MOST_PAIRS:
        kind = "replace" if one and other else ("delete" if one else "insert")
        return [(kind, 0, len(one), 0, len(other))]
    return list(SequenceMatcher(is_filler, one, other, autojunk=False).get_opcodes())
