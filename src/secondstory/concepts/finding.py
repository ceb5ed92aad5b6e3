"""Ideas and examples with the words somebody searches for: data of this program, so no index holds them. No database."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from secondstory.concepts.cards import Card, cards
from secondstory.concepts.cases import Case, cases
from secondstory.search.ask import Asked, InARow, read
from secondstory.search.words import tokens


@dataclass(frozen=True, slots=True)
class Found:
    cases: list[Case]
    cards: list[Card]

    def __bool__(self) -> bool:
        return bool(self.cases or self.cards)


def found_for(text: str) -> Found:
    """In the order in which they are read best."""
    asked = read(text)
    texts = _tokens()
    fits = {key for key, words in texts.items() if asked and _fits(words, asked)}
    return Found(
        [one for key, one in cases().items() if ("case", key) in fits],
        [one for key, one in cards().items() if ("idea", key) in fits],
    )


@cache
def _tokens() -> dict[tuple[str, str], InARow]:
    told = {("case", key): one.words for key, one in cases().items()}
    told |= {
        ("idea", key): f"{one.name}\n{one.line}\n{one.text}\n{one.example}\n{one.tries}" for key, one in cards().items()
    }
    return {key: tokens(text) for key, text in told.items()}


def _fits(words: InARow, asked: Asked) -> bool:
    needed = all(any(_has(words, row) for row in rows) for rows in asked.needed)
    return needed and not any(_has(words, row) for row in asked.without)


def _has(words: InARow, row: InARow) -> bool:
    return any(words[at : at + len(row)] == row for at in range(len(words) - len(row) + 1))
