"""What in a Markdown document is not the author's prose: front matter, fenced code, comments, preformatted HTML.

The masked text is as long as the text, with blanks for what was masked; line ends stay. What lies inside a line (code spans,
addresses, tags) is left to the sentence it is in, see ``sentences``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FRONT = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n")
OPENS = re.compile(
    r"(?:^|(?<=\n))[ \t>]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]{1,4})?(?P<fence>`{3,}(?=[^`\n]*(?:\n|\Z))|~{3,})"
    r"|(?P<comment><!--)"
    r"|<(?P<tag>pre|script|style|textarea|svg)(?=[\s>])"
)
CLOSES = {
    "`": re.compile(r"\n[ \t>]*(`{3,})[ \t]*\r?(?=\n|\Z)"),
    "~": re.compile(r"\n[ \t>]*(~{3,})[ \t]*\r?(?=\n|\Z)"),
}


@dataclass(frozen=True, slots=True)
class Comment:
    start: int
    end: int


def blank(text: str) -> str:
    """Blanks, as many as ``text`` has characters, in lines of the same length."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def fence_end(low: str, at: int, fence: str) -> int:
    """The end of the line that closes ``fence``; without one the rest of the document is code, as CommonMark says."""
    for close in CLOSES[fence[0]].finditer(low, at):
        if len(close[1]) >= len(fence):
            return close.end()
    return len(low)


def masked(low: str) -> tuple[str, list[Comment]]:
    """``low`` with blanks for what is not prose, and the comments that were masked."""
    pieces: list[str] = []
    comments: list[Comment] = []
    kept_to = at = 0
    front = FRONT.match(low)
    if front:
        end = low.find("\n" + front[1], front.end() - 1)
        if end >= 0:
            line_end = low.find("\n", end + 1)
            at = len(low) if line_end < 0 else line_end
            pieces.append(blank(low[:at]))
            kept_to = at
    while opening := OPENS.search(low, at):
        if opening["fence"]:
            start, end = opening.start("fence"), fence_end(low, opening.end(), opening["fence"])
        elif opening["comment"]:
            start, end = opening.start(), low.find("-->", opening.end())
            end = len(low) if end < 0 else end + 3
            comments.append(Comment(start, end))
        else:
            start, end = opening.start(), low.find("</" + opening["tag"], opening.end())
            end = len(low) if end < 0 else end
        pieces += [low[kept_to:start], blank(low[start:end])]
        kept_to = at = end
    if not pieces:
        return low, comments
    pieces.append(low[kept_to:])
    return "".join(pieces), comments
