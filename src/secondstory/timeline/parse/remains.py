"""What is left when the entries are taken out: nothing of it may vanish."""

from __future__ import annotations

import re

from .shapes import Context, Leftover, ParsedEntry
from .sketch import Sketch

_MARKUP_ONLY = re.compile(
    r"(?:[\s>*#_\-+=|.`~•\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|<br\s{0,4}/?>)*\Z", re.IGNORECASE
)


def remains(
    text: str, sketch: Sketch, entries: tuple[ParsedEntry, ...]
) -> tuple[tuple[Context, ...], tuple[Leftover, ...]]:
    """What is no entry: used lines, and everything else that is not white space, paragraph by paragraph."""
    taken = sorted(
        [(e.offset, e.offset + e.length, None) for e in entries] + [(u.start, u.end, u.says) for u in sketch.used],
        key=lambda t: (t[0], t[1]),
    )
    contexts: list[Context] = []
    leftovers: list[Leftover] = []
    pos = 0
    for start, end, says in [*taken, (len(text), len(text), None)]:
        if start > pos:
            _paragraphs(text, pos, start, sketch.remarks, leftovers)
        if (
            says is not None
            and (says or not _MARKUP_ONLY.match(text, start, min(end, start + 40)))
            and start >= pos
            and end > start
        ):
            contexts.append(Context(start, end - start, text[start:end], says))
        pos = max(pos, end)
    contexts.sort(key=lambda c: c.offset)
    return tuple(contexts), tuple(leftovers)


def _paragraphs(text: str, start: int, end: int, remarks: dict[int, str], leftovers: list[Leftover]) -> None:
    pos = start
    while pos < end:
        while pos < end and text[pos].isspace():
            pos += 1
        if pos >= end:
            return
        stop = pos
        note = remarks.get(pos, "")
        # A line with a remark of its own stands alone; other lines join up to the next blank one.
        while True:
            line_end = text.find("\n", stop, end)
            line_end = end if line_end < 0 else line_end
            stop = line_end
            following = line_end + 1
            if note or following >= end:
                break
            next_end = text.find("\n", following, end)
            next_line = text[following : end if next_end < 0 else next_end]
            begins = following + len(next_line) - len(next_line.lstrip())
            if not next_line.strip() or begins in remarks:
                break
            stop = following
        while stop > pos and text[stop - 1].isspace():
            stop -= 1
        raw = text[pos:stop]
        if len(raw) > 40 or not _MARKUP_ONLY.match(raw):
            leftovers.append(Leftover(pos, stop - pos, raw, note))
        pos = max(stop, pos + 1)
