"""The conditions of a study as a picture without a root: bands from technical to environment, plain ties between those
that worked together, no arrow and no order. Plain values in and out."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)

# With more than this, the list says it better than a picture.
MOST = 40
WIDTH, LABEL, COLUMNS = 760, 100, 3
GAP, LINE, PAD = 20, 18, 12
CARD = (WIDTH - LABEL - GAP * COLUMNS) // COLUMNS
# Characters that fit a line of a card, at the size of the picture's text, and how many lines are shown.
ACROSS, LINES = 25, 4


@dataclass(frozen=True, slots=True)
class Fact(Generic[K]):
    """A condition: its level as (value, name), and the keys of those it worked together with."""

    key: K
    text: str
    level: str
    together: Collection[K] = ()


@dataclass(frozen=True, slots=True)
class Card(Generic[K]):
    key: K
    text: str
    lines: tuple[tuple[int, str], ...]
    x: int
    y: int
    height: int
    width: int = CARD


@dataclass(frozen=True, slots=True)
class Band:
    name: str
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture(Generic[K]):
    """``ties`` are SVG paths; ``joined`` says each of them in words: two texts."""

    bands: tuple[Band, ...]
    cards: tuple[Card[K], ...]
    ties: tuple[str, ...]
    joined: tuple[tuple[str, str], ...]
    height: int
    width: int = WIDTH


def picture(facts: Sequence[Fact[K]], levels: Sequence[tuple[str, str]]) -> Picture[K] | None:
    """Bands in the order of ``levels``, empty ones left out. None where there is nothing to see: fewer than two
    conditions, or more than MOST."""
    if not 2 <= len(facts) <= MOST:
        return None
    bands: list[Band] = []
    cards: dict[K, Card[K]] = {}
    y = 0
    for level, name in levels:
        row = [fact for fact in facts if fact.level == level]
        if not row:
            continue
        top, y = y, y + GAP
        for start in range(0, len(row), COLUMNS):
            y = _place(row[start : start + COLUMNS], y, cards) + GAP
        bands.append(Band(name, top, y - top))
    pairs = {frozenset((fact.key, other)) for fact in facts for other in fact.together if other in cards}
    ends = sorted(
        (sorted((cards[key] for key in pair), key=lambda card: (card.y, card.x)) for pair in pairs if len(pair) == 2),
        key=lambda both: [(card.y, card.x) for card in both],
    )
    return Picture(
        tuple(bands),
        tuple(cards.values()),
        tuple(_tie(one, other) for one, other in ends),
        tuple((one.text, other.text) for one, other in ends),
        y,
    )


def _place(row: Sequence[Fact[K]], y: int, cards: dict[K, Card[K]]) -> int:
    """Set a row of cards of one height; returns where it ends. A row goes on sideways where the one above it ended:
    below one another, a few cards would look like a chain, and a tie would hide behind the cards it passes."""
    texts = [_lines(fact.text) for fact in row]
    height = max(len(lines) for lines in texts) * LINE + 2 * PAD
    columns = sorted((len(cards) + n) % COLUMNS for n in range(len(row)))
    for column, fact, lines in zip(columns, row, texts, strict=True):
        x = LABEL + column * (CARD + GAP)
        told = tuple((y + PAD + LINE * (n + 1) - 4, line) for n, line in enumerate(lines))
        cards[fact.key] = Card(fact.key, fact.text, told, x, y, height)
    return y + height


def _lines(text: str) -> list[str]:
    lines = wrap(text, ACROSS, break_long_words=True, break_on_hyphens=False) or [""]
    if len(lines) <= LINES:
        return lines
    return [*lines[: LINES - 1], lines[LINES - 1][: ACROSS - 1].rstrip() + "…"]


def _tie(one: Card[K], other: Card[K]) -> str:
    """A line without a beginning or an end: from side to side in one row, else from edge to edge."""
    if one.y == other.y:
        middle = one.y + one.height // 2
        left, right = one.x + one.width, other.x
        if right - left <= GAP:
            return f"M{left} {middle}H{right}"
        low, deep = one.y + one.height, GAP - 4
        first, last = one.x + one.width // 2, other.x + other.width // 2 - GAP
        return f"M{first} {low}q0 {deep} {GAP} {deep}H{last}q{GAP} 0 {GAP} {-deep}"
    top, bottom = one.y + one.height, other.y
    first, second = one.x + one.width // 2, other.x + other.width // 2
    half = (top + bottom) // 2
    return f"M{first} {top}C{first} {half} {second} {half} {second} {bottom}"
