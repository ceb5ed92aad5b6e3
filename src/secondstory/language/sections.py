"""Which section of a document each place belongs to, and what that section is for.

A title that says nothing ("General", "Process") has the purpose of the heading above it.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from secondstory.language.quick import own
from secondstory.language.titles import purpose_of

HEADING = own(
    r"\n[ ]{0,3}(?:(?P<atx>\#{1,6})[ \t]+(?P<title>[^\n]*)"
    r"|(?P<bold>\*\*|__)(?P<words>[^\n*_]{2,80})(?:\*\*|__)[ \t]*:?[ \t]*(?=\r?\n|\Z)"
    r"|(?P<line>=+|-{2,})[ \t]*(?=\r?\n|\Z))"
)
UNDERLINED = 200  # characters of a title that is underlined


class Heading:
    """A heading line, and the purpose of the section under it. Before the first heading of a piece: the one that was in force."""

    __slots__ = ("end", "level", "purpose", "start")

    def __init__(self, start: int, end: int, level: int, purpose: str) -> None:
        self.start = start
        self.end = end
        self.level = level
        self.purpose = purpose


class Sections:
    """The headings of one piece of a document, ``low``: lowered and masked.

    :param above: the last heading of the piece before.
    :param title: the title that the whole text stands under, when it is a part of something.
    """

    def __init__(self, low: str, title: str = "", purpose: str = "", above: Sections | None = None) -> None:
        self.stack: list[tuple[int, str]] = above.stack if above else [(0, purpose_of(title.lower()) or purpose)]
        self.headings = [Heading(-1, -1, 0, self.stack[-1][1])]
        first = HEADING.match("\n" + low[:1000])
        if first:
            self._add(first, -1, "")
        for match in HEADING.finditer(low):
            self._add(match, 0, low)
        self.starts = [heading.start for heading in self.headings]

    def _add(self, match: re.Match[str], shift: int, low: str) -> None:
        start = match.start() + 1 + shift
        if match["atx"]:
            level, title = len(match["atx"]), match["title"]
        elif match["bold"]:
            level, title = 7, match["words"]
        else:
            level = 1 if match["line"][0] == "=" else 2
            start = low.rfind("\n", max(0, match.start() - UNDERLINED), match.start()) + 1
            title = low[start : match.start()].strip()
            above = low[low.rfind("\n", 0, max(0, start - 1)) + 1 : start]
            if not title or not title[0].isalnum() or above.strip():
                return
        while self.stack[-1][0] >= level:
            self.stack.pop()
        purpose = purpose_of(title) or self.stack[-1][1]
        self.stack.append((level, purpose))
        self.headings.append(Heading(start, match.end() + shift, level, purpose))

    def at(self, index: int) -> Heading:
        """The heading that ``index`` is under, or is in."""
        return self.headings[bisect_right(self.starts, index) - 1]

    def next_after(self, index: int, length: int) -> int:
        number = bisect_right(self.starts, index)
        return self.starts[number] if number < len(self.starts) else length

    def spans(self, purposes: frozenset[str], length: int) -> list[tuple[int, int]]:
        """The stretches of the piece whose section has one of ``purposes``, joined where they touch."""
        found: list[tuple[int, int]] = []
        for number, heading in enumerate(self.headings):
            start = max(0, heading.start)
            end = self.starts[number + 1] if number + 1 < len(self.starts) else length
            if heading.purpose in purposes and end > start:
                if found and found[-1][1] == start:
                    found[-1] = (found[-1][0], end)
                else:
                    found.append((start, end))
        return found
