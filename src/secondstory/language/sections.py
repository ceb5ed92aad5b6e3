"""What a section of a write-up is for, told from its title; and which section each place belongs to.

A title that says nothing ("General", "Process") has the purpose of the heading above it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from secondstory.language.titles import purpose_of

ATX = r"\n(?:[ ]{0,3}(?P<atx>\#{1,6})[ \t]+(?P<title>[^\n]*))"
BOLD = r"\n[ ]{0,3}(?P<bold>\*\*|__)(?P<words>[^\n*_]{2,80})(?:\*\*|__)[ \t]*:?[ \t]*(?=\r?\n|\Z)"
SETEXT = r"\n[ ]{0,3}(?P<under>\w[^\n]{0,200})\r?\n[ ]{0,3}(?P<line>=+|-{2,})[ \t]*(?=\r?\n|\Z)"
HEADING = re.compile(f"{ATX}|{BOLD}|{SETEXT}")


@dataclass(frozen=True, slots=True)
class Heading:
    start: int
    end: int
    level: int
    title: str
    purpose: str


class Sections:
    """The headings of one text (``low``: lowered and masked), and the purpose of every place."""

    def __init__(self, low: str, title: str = "", purpose: str = "") -> None:
        self.purpose = purpose or purpose_of(title.lower())
        self.headings: list[Heading] = []
        above: list[tuple[int, str]] = []
        head = "\n" + low[:1000]
        first = HEADING.match(head)
        if first:
            self._add(above, first, -1)
        for match in HEADING.finditer(low):
            self._add(above, match, 0)
        self.starts = [heading.start for heading in self.headings]

    def _add(self, above: list[tuple[int, str]], match: re.Match[str], shift: int) -> None:
        if match["atx"]:
            level, title = len(match["atx"]), match["title"]
        elif match["bold"]:
            level, title = 7, match["words"]
        else:
            level, title = (1 if match["line"][0] == "=" else 2), match["under"]
        while above and above[-1][0] >= level:
            above.pop()
        purpose = purpose_of(title) or (above[-1][1] if above else self.purpose)
        above.append((level, purpose))
        self.headings.append(Heading(match.start() + 1 + shift, match.end() + shift, level, title.strip(), purpose))

    def at(self, index: int) -> Heading | None:
        """The heading that ``index`` is under, or is in."""
        number = bisect_right(self.starts, index)
        return self.headings[number - 1] if number else None

    def purpose_at(self, index: int) -> str:
        heading = self.at(index)
        return heading.purpose if heading else self.purpose

    def spans(self, purposes: frozenset[str], length: int) -> list[tuple[int, int]]:
        """The stretches of text whose section has one of ``purposes``, joined where they touch."""
        edges = [(0, self.purpose)] + [(heading.start, heading.purpose) for heading in self.headings]
        found: list[tuple[int, int]] = []
        for number, (start, purpose) in enumerate(edges):
            end = edges[number + 1][0] if number + 1 < len(edges) else length
            if purpose in purposes and end > start:
                if found and found[-1][1] == start:
                    found[-1] = (found[-1][0], end)
                else:
                    found.append((start, end))
        return found
