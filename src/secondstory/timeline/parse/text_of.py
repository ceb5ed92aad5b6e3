"""The words of an entry: without its time, its quote marks, and the marks that only framed the time."""

from __future__ import annotations

import re

from .sketch import Draft

_QUOTE = re.compile(r"^[ \t]*>[> \t]*", re.MULTILINE)
_BREAKS = re.compile(r"<br\s{0,4}/?>", re.IGNORECASE)
_MANY_LINES = re.compile(r"\n{3,}")


def text_of(text: str, draft: Draft) -> str:
    parts = []
    for a, b in draft.spans:
        part = text[a:b]
        if "<" in part:
            part = _BREAKS.sub("\n", part)
        if ">" in part:
            part = _QUOTE.sub("", part)
        part = part.strip()
        parts.append(part[:-1].rstrip() if part.endswith("\\") else part)
    if draft.in_table:
        row, more = parts[: draft.cells], parts[draft.cells :]
        return _closed(" ".join([" — ".join(part for part in row if part), *more]))
    words = _MANY_LINES.sub("\n\n", "\n".join(parts)).strip()
    if words[:2] in (": ", "= "):  # a definition list has its colon on the line below the time
        words = words[2:].lstrip()
    if words[:1] == words[-1:] == '"' and words.count('"') == 2:
        words = words[1:-1].strip()
    return _closed(words)


def _closed(words: str) -> str:
    """Without the mark that closes emphasis opened before the time: "**14:02 Deployed**"."""
    for mark in ("**", "__", "*", "_"):
        if words.startswith(mark) and words.count(mark) == 1:
            return words[len(mark) :].lstrip()
        first, _, rest = words.partition("\n")
        if first.endswith(mark) and first.count(mark) % 2:
            words = first[: -len(mark)].rstrip() + ("\n" + rest if rest else "")
            break
    for opening, closing in ("()", "[]"):
        if words.endswith(closing) and words.count(closing) > words.count(opening):
            words = words[:-1].rstrip()
    return words
