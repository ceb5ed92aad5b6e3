"""Where a place in a text is, in the units others count in: UTF-16 for browsers and editors, lines and columns for people.

Lines end at ``\\n``; a ``\\r`` before it belongs to the line it ends. Columns count code points and begin at 1.
"""

from __future__ import annotations


def utf16(text: str, index: int) -> int:
    """UTF-16 code units before code point ``index``."""
    return index if text.isascii() else index + sum(character > "\uffff" for character in text[:index])


def from_utf16(text: str, units: int) -> int:
    """The code point at which ``units`` UTF-16 code units have passed. Inside a pair: the code point of that pair."""
    if text.isascii():
        return min(units, len(text))
    passed = 0
    for index, character in enumerate(text):
        width = 2 if character > "\uffff" else 1
        if passed + width > units:
            return index
        passed += width
    return len(text)


class Lines:
    """Lines and columns of places asked for one after the other: each stretch of the text is counted once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.line = 1
        self.at = 0

    def line_and_column(self, index: int) -> tuple[int, int]:
        if index >= self.at:
            self.line += self.text.count("\n", self.at, index)
        else:
            self.line -= self.text.count("\n", index, self.at)
        self.at = index
        return self.line, index - self.text.rfind("\n", 0, index)


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """Line and column of one place, both from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def from_line_and_column(text: str, line: int, column: int) -> int:
    """The code point at a line and a column, both from 1. Past the end of the line or of the text: that end."""
    start = 0
    for _ in range(line - 1):
        after = text.find("\n", start)
        if after < 0:
            return len(text)
        start = after + 1
    end = text.find("\n", start)
    return min(start + column - 1, len(text) if end < 0 else end)
