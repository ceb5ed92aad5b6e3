"""What somebody asks, read leniently: every text is a question, none is a mistake.

``copy silent`` both words · ``"printed nothing"`` in this order · ``-staging`` without · ``dump OR snapshot``.
Colons, slashes and brackets are just the ends of words, because questions are pasted from logs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from secondstory.search.words import FILLERS, tokens

LONGEST = 400  # characters
MOST = 24  # parts
PART = re.compile(r'(?P<without>-(?!-))?(?:"(?P<row>[^"]*)"?|(?P<word>[^\s"]+))')
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})

InARow = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """``needed`` holds alternatives, each a row of words; a text fits when it has one of each."""

    needed: tuple[tuple[InARow, ...], ...] = ()
    without: tuple[InARow, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.needed)


def read(text: str) -> Asked:
    """The question in ``text``. One that only excludes, or holds no word at all, asks for nothing."""
    needed: list[list[InARow]] = []
    without: list[InARow] = []
    joins = False
    fillers: list[list[InARow]] = []
    for part in list(PART.finditer(text[:LONGEST].translate(QUOTES)))[:MOST]:
        word = part["word"]
        if word in ("OR", "|"):
            joins = bool(needed)
            continue
        row = tokens(part["row"] if part["row"] is not None else word)
        if not row:
            continue
        if part["without"]:
            without.append(row)
        elif joins:
            needed[-1].append(row)
        elif word is not None and word.lower() in FILLERS:
            fillers.append([row])
        else:
            needed.append([row])
        joins = False
    kept = needed or fillers
    return Asked(tuple(tuple(dict.fromkeys(rows)) for rows in kept), tuple(without))
