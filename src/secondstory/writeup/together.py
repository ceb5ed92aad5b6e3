"""Two texts that grew from one, brought together as far as that goes. Plain values.

What one of them changed and the other left alone is taken over. Where both changed the same lines, both
stand in the result, one after the other, for a person to bring together. Words that somebody added are never
left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from secondstory.writeup.alike import opcodes


@dataclass(frozen=True, slots=True)
class Together:
    """``is_clear``: nobody touched the same lines, so a person need only read it once more."""

    text: str
    is_clear: bool


def bring_together(base: str, one: str, other: str) -> Together:
    """``one`` and ``other`` both grew from ``base``."""
    lines: list[str] = []
    is_clear = True
    for was, first, second in _parts(base.split("\n"), one.split("\n"), other.split("\n")):
        if first in (was, second):
            lines += second
        elif second == was:
            lines += first
        else:
            is_clear = False
            lines += [*first, *([""] if first and second and first[-1].strip() else []), *second]
    return Together("\n".join(lines), is_clear)


def _parts(base: list[str], one: list[str], other: list[str]) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """The texts cut at the lines all three share, in order."""
    in_one, in_other = _places(base, one), _places(base, other)
    b = f = s = 0
    for place in range(len(base)):
        if place in in_one and place in in_other:
            first, second = in_one[place], in_other[place]
            yield base[b:place], one[f:first], other[s:second]
            yield [base[place]], [one[first]], [other[second]]
            b, f, s = place + 1, first + 1, second + 1
    yield base[b:], one[f:], other[s:]


def _places(base: list[str], text: list[str]) -> dict[int, int]:
    """Where each line of the base stands in the text, for the lines that are still there."""
    return {
        a + offset: c + offset for kind, a, b, c, _ in opcodes(base, text) if kind == "equal" for offset in range(b - a)
    }
