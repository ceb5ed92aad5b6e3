"""Where a place in a text is, in the units others count in: UTF-16 for browsers and editors, lines and columns for people.

Lines end at ``\\n``; a ``\\r`` before it belongs to the line it ends. Columns count code points and begin at 1.
"""

from __future__ import annotations

from bisect import bisect_right


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
    """The line starts of one text, found once."""

    def __init__(self, text: str) -> None:
        self.starts = [0]
        at = text.find("\n")
        while at >= 0:
            self.starts.append(at + 1)
            at = text.find("\n", at + 1)

    def line_and_column(self, index: int) -> tuple[int, int]:
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1

    def index(self, line: int, column: int) -> int:
        """The way back. A line past the end is the last one."""
        return self.starts[min(max(line, 1), len(self.starts)) - 1] + max(column, 1) - 1


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """Line and column of one place, both from 1."""
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1
