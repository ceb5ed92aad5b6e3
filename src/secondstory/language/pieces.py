"""A long text in pieces of some ten thousand characters, cut where a paragraph ends: memory does not grow with it."""

from __future__ import annotations

from collections.abc import Iterator

PIECE = 65_536  # characters
FARTHEST = 8_192  # how far past that a paragraph's end is looked for; then a line's end, then a blank, then anywhere


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Each piece and where it begins. Joined, they are the text."""
    start = 0
    while len(text) - start > PIECE + FARTHEST:
        end = cut(text, start + PIECE)
        yield start, text[start:end]
        start = end
    yield start, text[start:] if start else text


def cut(text: str, at: int) -> int:
    for mark in ("\n\n", "\n\r\n", "\n", " "):
        found = text.find(mark, at, at + FARTHEST)
        if found >= 0:
            return found + len(mark)
    return at + FARTHEST
