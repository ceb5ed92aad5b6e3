"""A quarter of a year, as an address and a heading name it. Plain values, no database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

SPANS = ("January to March", "April to June", "July to September", "October to December")
NAMED = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    year: int
    number: int

    @property
    def key(self) -> str:
        return f"{self.year:04}-Q{self.number}"

    def __str__(self) -> str:
        return f"{SPANS[self.number - 1]} {self.year}"

    @property
    def begins(self) -> datetime:
        return datetime(self.year, 3 * self.number - 2, 1, tzinfo=UTC)

    @property
    def next(self) -> Quarter:
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    @property
    def before(self) -> Quarter:
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)


def quarter_of(at: datetime) -> Quarter:
    at = at.astimezone(UTC)
    return Quarter(at.year, (at.month + 2) // 3)


def named(text: str) -> Quarter | None:
    found = NAMED.fullmatch(text)
    return Quarter(int(found[1]), int(found[2])) if found and 1900 < int(found[1]) < 9000 else None
