"""The sentence around a place, never longer than a thousand characters, so that no text can make the engine slow.

A sentence ends at its full stop, at a blank line, at a list marker, a heading, a table cell or a ``<br>``. Its ``text`` is what a
reader would hear: emphasis, link targets and tags left out, a code span as one mark, white space as one blank, all lower case.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from secondstory.language.quick import own

LONGEST = 1000  # characters of one sentence
BACK = 600  # characters looked back for its beginning
MARK = "\x1a"  # stands for a code span or an address
STOPS = own(r"[.!?][\"')\]*_\u201d]{0,3}\s+(?=[^a-z\s])|(?<=[ \t])\|(?=\s)|<br[ /]{0,3}>")
BLOCKS = own(
    r"\n(?:(?<=\\\n)|(?<=[ ][ ]\n)|(?=[ \t>\r]*(?:\n|\Z|(?:[-*+\u2022]|\d{1,3}[.)])[ \t]|\#|\||\[[^\]\n]{1,100}\]:)))"
)
SHORT = own(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|ca|no|fig|dr|mr|ms|mrs|st|inc|ltd|resp|[a-z])|(?<=[\s(]\d))\.[\"')\]*_]{0,3}\s+\Z"
)
LEAD = own(
    r"[\s|>]*(?:\#{1,6}[ \t]+)?(?:(?:[-*+\u2022]|\d{1,3}[.)]|[a-z][.)])[ \t]+)?(?:\[[ x]?\][ \t]+)?(?:[*_~]{1,3})?"
    r"(?:[^\w\s\"'\u201c\u2018(\[`<|#@\x1a-]{1,3}\s)?"
)
BULLET = own(r"[ \t>]*(?:[-*+\u2022]|\d{1,3}[.)])[ \t]")
PLAIN = own(r"[`\[\]<*_~\n\t\r\\]|  ")
# Each kind begins with a character of its own: the matcher skips from one to the next. Addresses are looked for by themselves.
NOISE = own(
    r"[`<!\]\[*~_\\\s](?:"
    r"(?P<mark>(?<=`)`[^\n]{0,400}?``|(?<=`)[^`]{0,400}`|(?<=<)https?://[^\s<>]{1,800}>|(?<=!)\[[^\]\n]{0,300}\]\([^)\n]{0,600}\))"
    r"|(?P<gone>(?<=\])(?:\([^()\n]{0,600}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)|\[[^\]\n]{0,100}\])?"
    r"|(?<=<)/?[a-z][^<>\n]{0,300}>|(?<=\*)\**|(?<=~)~|(?<!\w_)(?<=_)_*(?=\S)|(?<=\S_)_*(?!\w)|(?<=\[)|(?<=\\)(?=[^\w\s]))"
    r"|(?P<white>(?<=\s)\s+|(?<=[^\S ])))"
)
ADDRESS = own(r"https?://[^\s<>)\]|]+|www\.[^\s<>)\]|]+")
REFERENCE = own(r"[\s>]{0,80}\[[^\]\n]{1,200}\]:")  # a link's address at the foot of a document


class Sentence:
    """One sentence: ``start`` and ``end`` in the document, ``text`` as heard, and the way back from one to the other."""

    __slots__ = ("_from", "_to", "end", "lead", "start", "text")

    def __init__(self, low: str, start: int, end: int) -> None:
        if REFERENCE.match(low, start, end):
            start = end
        lead = LEAD.match(low, start, end)
        self.lead = lead[0] if lead else ""
        self.start = start + len(self.lead)
        self.end = end
        raw = low[self.start : end]
        if "://" in raw or "www." in raw:
            raw = ADDRESS.sub(lambda address: MARK * len(address[0]), raw)
        if PLAIN.search(raw) is None:
            self.text = raw
            self._from = self._to = [0]
            return
        pieces: list[str] = []
        clean, heard, at = [0], [0], 0
        length = 0
        for noise in NOISE.finditer(raw):
            group = noise.lastgroup
            piece = raw[at : noise.start()]
            length += len(piece)
            pieces.append(piece)
            if group != "gone":
                pieces.append(MARK if group == "mark" else " ")
                length += 1
            at = noise.end()
            clean.append(length)
            heard.append(at)
        pieces.append(raw[at:])
        self.text = "".join(pieces)
        self._from, self._to = clean, heard

    def place(self, index: int) -> int:
        """Where in the document the character ``index`` of ``text`` is."""
        number = bisect_right(self._from, index) - 1
        return self.start + self._to[number] + index - self._from[number]

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.place(start), min(self.place(end - 1) + 1, self.end)


def bounds(text: str, low: str, at: int, floor: int) -> tuple[int, int]:
    """Start and end of the sentence that holds ``at``, not before ``floor``. ``text`` has the capitals, ``low`` the mask."""
    start = max(floor, at - BACK)
    for block in BLOCKS.finditer(low, start, at):
        start = block.end()
    for stop in STOPS.finditer(text, start, at + 1):
        if stop.end() <= at and not is_short(low, start, stop):
            start = stop.end()
    limit = min(len(text), start + LONGEST)
    block_end = BLOCKS.search(low, at, limit)
    if block_end:
        limit = block_end.start()
    for stop in STOPS.finditer(text, at, limit):
        if not is_short(low, start, stop):
            return start, max(stop.start() + (0 if stop[0][0] in "|<" else 1), at + 1)
    return start, max(limit, at + 1)


def is_short(low: str, start: int, stop: re.Match[str]) -> bool:
    """Whether a stop belongs to a word cut short ("e.g.", "approx.")."""
    return stop[0][0] == "." and SHORT.search(low, max(start, stop.start() - 8), stop.end()) is not None


def is_bullet(low: str, at: int) -> bool:
    """Whether the block that holds ``at`` is a list item."""
    floor = max(0, at - 1500)
    blank = max(low.rfind("\n\n", floor, at), low.rfind("\n\r\n", floor, at), floor)
    line = low.rfind("\n", floor, at) + 1
    while True:
        if BULLET.match(low, line):
            return True
        if line <= blank + 2 or line <= floor:
            return False
        line = low.rfind("\n", floor, line - 1) + 1


def is_indented_code(low: str, at: int) -> bool:
    """Whether the line of ``at`` is code by its indent: four blanks after an empty line, and no list above it."""
    line = low.rfind("\n", max(0, at - BACK), at) + 1
    if not (low.startswith("    ", line) or low.startswith("\t", line)):
        return False
    if BULLET.match(low, line):
        return False
    floor = max(0, line - 4000)
    while line > floor:
        before = low.rfind("\n", floor, line - 1) + 1
        if before >= line:
            return False
        content = low[before : line - 1]
        line = before
        if not content.strip():
            continue
        if content.startswith(("    ", "\t")) and not BULLET.match(content):
            continue
        above = low[max(0, before) : before + 200]
        return (
            not BULLET.match(above) and not low[max(0, before - 2) : before].strip() and _blank_between(low, before, at)
        )
    return True


def _blank_between(low: str, start: int, at: int) -> bool:
    end = low.find("\n", start)
    return end >= 0 and low[end + 1 : low.find("\n", end + 1)].strip() == "" and end + 1 < at
