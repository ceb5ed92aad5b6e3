"""Examples from other fields in which much is at stake: what happened, how it made sense, what mattered, what to ask.

Own words, public facts alone, nobody named; each names the official report or the work it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from secondstory.concepts.cards import Card, Source, cards, read


@dataclass(frozen=True, slots=True)
class Case:
    """``line`` says it in one line; ``cards`` are the ideas it belongs to."""

    key: str
    name: str
    field: str
    where: str
    year: int
    line: str
    happened: str
    sense: str
    controls: tuple[str, ...]
    asks: tuple[str, ...]
    cards: tuple[Card, ...]
    sources: tuple[Source, ...]

    @property
    def words(self) -> str:
        """All of it, for those who search."""
        told = (self.name, self.field, self.where, str(self.year), self.line, self.happened, self.sense)
        works = (f"{one.by} {one.title}" for one in self.sources)
        return "\n".join((*told, *self.controls, *self.asks, *works))


@cache
def cases() -> dict[str, Case]:
    """By key, in the order in which they are read best."""
    ideas = cards()
    return {
        key: Case(
            key=key,
            name=told["name"],
            field=told["field"],
            where=told["where"],
            year=told["year"],
            line=told["line"],
            happened=told["happened"],
            sense=told["sense"],
            controls=tuple(told["controls"]),
            asks=tuple(told["asks"]),
            cards=tuple(ideas[name] for name in told["cards"]),
            sources=tuple(
                Source(by=one["by"], title=one["title"], year=one["year"], within=one.get("in", ""))
                for one in told["sources"]
            ),
        )
        for key, told in read("cases").items()
    }


def cases_of(card: Card) -> list[Case]:
    return [one for one in cases().values() if card in one.cards]
