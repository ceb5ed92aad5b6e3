"""A place in a line that moves to the right and can step back: over marks, glue and values."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from .clocks import BLANK, Clock, read_clock
from .days import Day, read_day
from .links import links_in

Found = TypeVar("Found")

MARK = re.compile(r"\*\*\*|\*\*|__|~~|[*_`\[\](){}\"“”'‘’]")
_PAIRS = {"]": "[", ")": "(", "}": "{", "”": "“", "’": "‘"}
_TARGET = re.compile(r"\(([^()\s]{1,400})\)")
BLANKS = re.compile(rf"{BLANK}+")
_SKIP = re.compile(rf"(?:{BLANK}|[*_`)\]}}\"”])*")


class Cursor:
    __slots__ = ("between", "closed", "end", "i", "links", "opened", "s")

    def __init__(self, s: str, i: int, end: int) -> None:
        self.s, self.i, self.end = s, i, end
        self.opened: list[str] = []
        self.links: list[str] = []
        self.closed = 0
        self.between = False

    def save(self) -> tuple[int, list[str], list[str], int]:
        return self.i, self.opened[:], self.links[:], self.closed

    def restore(self, saved: tuple[int, list[str], list[str], int]) -> None:
        self.i, self.opened, self.links, self.closed = saved

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        m = pattern.match(self.s, self.i, self.end)
        if m:
            self.i = m.end()
        return m

    def marks(self, closing_only: bool = False) -> None:
        """Emphasis and brackets: opened before a time, closed after it."""
        while True:
            before = self.i
            self.take(BLANKS)
            m = MARK.match(self.s, self.i, self.end)
            if not m:
                if closing_only:
                    self.i = before
                return
            mark = m[0]
            opening = _PAIRS.get(mark, mark)
            if opening in self.opened:
                self.opened.remove(opening)
                self.closed += 1
                self.i = m.end()
                if mark == "]" and (target := _TARGET.match(self.s, self.i, self.end)):
                    self.links.extend(links_in(target[1]))
                    self.i = target.end()
            elif closing_only or mark in _PAIRS:
                self.i = before if closing_only else self.i
                return
            else:
                self.opened.append(mark)
                self.i = m.end()

    def peek(self) -> str:
        """The next character that is neither white space nor a closing mark, in lower case."""
        m = _SKIP.match(self.s, self.i, self.end)
        at = m.end() if m else self.i
        return self.s[at : at + 1].lower() if at < self.end else ""

    def attempt(self, glue: re.Pattern[str] | None, read: Callable[[], Found | None]) -> Found | None:
        """Step over glue and marks and read; stay where we were when there is nothing to read."""
        saved = self.save()
        self.marks(closing_only=True)
        if glue is None or self.take(glue):
            self.marks()
            if found := read():
                return found
        self.restore(saved)
        return None

    def clock(self) -> Clock | None:
        found = read_clock(self.s, self.i, self.end)
        if not found:
            return None
        self.i = found[1]
        return found[0]

    def day(self) -> Day | None:
        found = read_day(self.s, self.i, self.end)
        if not found:
            return None
        self.i = found[1]
        return found[0]
