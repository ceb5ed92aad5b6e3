"""A very long section comes in pieces, so that its page stays quick. Plain values in and out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SIZE = 60


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows of a section are shown: from ``start`` up to, not including, ``end``, of ``held`` in all."""

    section: str
    start: int
    held: int

    @property
    def end(self) -> int:
        return min(self.start + SIZE, self.held)

    @property
    def cut(self) -> str:
        """As the template filter ``slice`` takes it."""
        return f"{self.start}:{self.end}"

    @property
    def before(self) -> str:
        return f"?{self.section}={max(0, self.start - SIZE)}#{self.section}" if self.start else ""

    @property
    def after(self) -> str:
        return f"?{self.section}={self.end}#{self.section}" if self.end < self.held else ""


def window(section: str, held: int, asked: Mapping[str, str]) -> Window:
    """What the address asks for; anything it cannot ask for is the beginning."""
    said = asked.get(section, "")
    start = int(said) if said.isascii() and said.isdigit() and len(said) < 7 else 0
    return Window(section, start if start < held else 0, held)
