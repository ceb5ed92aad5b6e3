"""What changed between two texts, line by line and, inside a changed line, word by word. Plain values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from secondstory.writeup.alike import opcodes

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
MOST_WORDS = 2000  # in one line; a longer one is shown as taken out and written anew
AROUND = 1  # unchanged lines kept beside a changed one


@dataclass(frozen=True, slots=True)
class Piece:
    """``change`` is '', 'added' or 'gone'."""

    text: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """``change`` is 'same', 'added', 'gone', 'changed', or 'fold': ``folded`` unchanged lines left out."""

    change: str
    pieces: tuple[Piece, ...] = ()
    folded: int = 0


def difference(before: str, after: str) -> list[Line]:
    """The lines of ``after`` with what was added and what is gone; long unchanged parts are folded."""
    return list(_folded(list(_lines(before.splitlines(), after.splitlines()))))


def _lines(before: list[str], after: list[str]) -> Iterator[Line]:
    for kind, a, b, c, d in opcodes(before, after):
        if kind == "equal":
            yield from (Line("same", (Piece(text),)) for text in after[c:d])
        else:
            yield from (_line(old, new) for old, new in zip_longest(before[a:b], after[c:d]))


def _line(old: str | None, new: str | None) -> Line:
    if old is None or not old.strip():
        return Line("added", (Piece(new or "", "added"),))
    if new is None or not new.strip():
        return Line("gone", (Piece(old, "gone"),))
    one, other = WORDS.findall(old), WORDS.findall(new)
    if max(len(one), len(other)) > MOST_WORDS:
        return Line("changed", (Piece(old, "gone"), Piece(new, "added")))
    pieces: list[Piece] = []
    for kind, a, b, c, d in opcodes(one, other):
        if kind == "equal":
            pieces.append(Piece("".join(other[c:d])))
        else:
            pieces += [Piece("".join(one[a:b]), "gone")] * (b > a) + [Piece("".join(other[c:d]), "added")] * (d > c)
    return Line("changed", tuple(pieces))


def _folded(lines: list[Line]) -> Iterator[Line]:
    told = [line.change != "same" for line in lines]
    near = [any(told[max(0, i - AROUND) : i + AROUND + 1]) for i in range(len(lines))]
    folded = 0
    for line, is_near in zip(lines, near, strict=True):
        if not is_near:
            folded += 1
            continue
        if folded:
            yield Line("fold", folded=folded)
            folded = 0
        yield line
    if folded and any(told):
        yield Line("fold", folded=folded)
