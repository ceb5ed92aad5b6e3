"""What stays of a section when the points of its lists have become rows. The file's own lines, never reworded."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

_POINT = re.compile(r"[ \t>]*(?:[-*+•] |\d{1,3}[.)] |\||\[?\d|\*\*\d|`\d)")
_RULE = re.compile(r"[ \t]*\|?[ \t:]*-{2,}[-| \t:]*$")
_GAPS = re.compile(r"\n{3,}")
_LABEL = re.compile(
    r"[ \t]*(?:#{1,6}[ \t].*|(?:\*\*|__)[^*_]+(?:\*\*|__):?|[-*+] (?:\*\*|__)[^*_]+(?:\*\*|__):?)[ \t]*$"
)
_FURNITURE = re.compile(r"[ \t]*(?:[-*+_=#>|•`~]+|<br ?/?>|&nbsp;|\d{1,3}[.)])[ \t]*$")


def says_anything(text: str) -> bool:
    """A word, and not only rules, bullets and tags."""
    return any(re.search(r"\w", line) and not _FURNITURE.match(line) for line in text.splitlines())


def remains(text: str, offset: int, body: str, taken: Sequence[tuple[int, int]]) -> str:
    """The lines of ``body`` (which stands at ``offset`` of ``text``) that no taken point covers.

    Paragraphs stay although something was read from them: only points of lists and rows of tables go, and with
    the last row its table's head.
    """
    spans = sorted(span for span in taken if _is_point(text, span))
    starts = [start for start, _ in spans]

    def covered(start: int, end: int) -> bool:
        at = bisect_right(starts, end - 1) - 1
        return at >= 0 and spans[at][1] > start

    lines: list[tuple[str, bool]] = []
    at = offset
    for line in body.splitlines(keepends=True):
        stripped = line.strip()
        first = at + len(line) - len(line.lstrip())
        gone = bool(stripped) and covered(first, first + len(stripped))
        lines.append((line, gone))
        at += len(line)
    kept = "".join(_without_empty_tables(lines)).strip()
    # Labels over lists that are gone label nothing.
    told = [line for line in kept.splitlines() if line.strip() and not _LABEL.match(line)]
    return _GAPS.sub("\n\n", kept) if says_anything("\n".join(told)) else ""


def _is_point(text: str, span: tuple[int, int]) -> bool:
    return bool(_POINT.match(text, span[0]))


def _without_empty_tables(lines: Sequence[tuple[str, bool]]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        line, gone = lines[at]
        is_head = (
            "|" in line and not gone and at + 1 < len(lines) and bool(_RULE.match(lines[at + 1][0].rstrip("\r\n")))
        )
        if is_head:
            rows = at + 2
            while rows < len(lines) and "|" in lines[rows][0]:
                rows += 1
            if rows > at + 2 and all(row_gone or not _has_words(row) for row, row_gone in lines[at + 2 : rows]):
                at = rows
                continue
        if not gone:
            yield line
        at += 1


def _has_words(line: str) -> bool:
    return bool(re.search(r"\w", line))
