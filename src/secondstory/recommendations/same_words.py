"""What a line is found again by, when somebody writes it once more: in other case, spacing or punctuation, or nearly so.

Of the words, four letters at a time, a few marks are kept: those that come first in an order that has nothing to do with
what they say. Two lines that have most of their marks in common have most of their words in common. No word can be read
from a mark.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

MOST = 24
LETTERS = 4
# Of ten marks, so many are in common where the words are nearly the same.
NEARLY = 6


def plain(text: str) -> str:
    """The words alone, in one case, with one space between them."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(re.findall(r"[^\W_]+", folded))


def marks_of(text: str) -> frozenset[int]:
    """Up to MOST marks; none where nothing is a word."""
    words = plain(text)
    if not words:
        return frozenset()
    pieces = {words[at : at + LETTERS] for at in range(max(1, len(words) - LETTERS + 1))}
    return frozenset(sorted(map(_mark, pieces))[:MOST])


def _mark(piece: str) -> int:
    return int.from_bytes(blake2b(piece.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)
