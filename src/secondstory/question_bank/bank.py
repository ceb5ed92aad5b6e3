"""The questions that come with the product, as plain values; an organization's own stand beside them (``queries.py``).

Own words throughout, to be put to people who were there. The order of a conversation and several of the moments follow
the critical decision method of Klein and colleagues; the steps are those of CAST (Leveson).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Where a question is put, in the words of a sentence: 'worth asking in a conversation'.
SURFACES: dict[str, str] = {
    "A": "in one’s own account",
    "I": "in a conversation",
    "G": "in a group",
    "X": "in the analysis",
    "R": "when reviewing",
    "Rd": "when reading",
    "C": "for a recommendation",
    "D": "in an exercise",
}
# The steps of an analysis after CAST. '1-loss' is part of '1'; 'all' fits every step.
STEPS: dict[str, str] = {
    "1": "the basics",
    "1-loss": "losses",
    "1-hazard": "hazardous states",
    "1-constraint": "what must stay true",
    "1-boundary": "the system and what is around it",
    "1e": "events",
    "2": "controls and who acts on what",
    "3": "how each one fared, and how it looked from there",
    "4": "beyond a single control",
    "4-com": "communication and coordination",
    "4-sis": "what is recorded about risk",
    "4-cult": "culture",
    "4-mgmt": "duties and who decides",
    "4-dyn": "what changed over time",
    "4-econ": "savings, budgets and targets",
    "5": "what to change",
    "all": "every step",
}
PURPOSES: tuple[str, ...] = (
    "understanding",
    "cues",
    "goals",
    "expectations",
    "trade-offs",
    "knowledge",
    "history",
    "help-seeking",
    "normal work",
    "what went well",
    "mysteries",
    "scope",
    "environment",
    "control structure",
    "controls",
    "missing controls",
    "systemic",
    "recommendations",
    "reaction",
    "care",
    "near miss",
    "reader",
    "gameday",
)
PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Rest:
    """Somebody let a question rest: a team, or the whole organization (then both are empty)."""

    team_id: str
    team: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``key`` is its number in the bank, or the id of one's own; an own one belongs to a
    team, or to the organization (no team). ``good`` is how often it was called a good question,
    ``is_marked`` whether the reader did. ``is_private``: the answer is for oneself, or for two."""

    key: str
    text: str
    purpose: str
    surfaces: tuple[str, ...]
    steps: tuple[str, ...] = ()
    is_private: bool = False
    is_own: bool = False
    team_id: str = ""
    team: str = ""
    good: int = 0
    is_marked: bool = False
    rests: tuple[Rest, ...] = ()


@cache
def built_in() -> tuple[Question, ...]:
    """Read once. One question a line, so that a change reads well."""
    text = (files(__package__) / "questions" / "en.csv").read_text(encoding="utf-8")
    return tuple(_question(row) for row in csv.DictReader(text.splitlines()))


def _question(row: dict[str, str]) -> Question:
    surfaces = row["surfaces"].split()
    return Question(
        key=row["key"],
        text=row["text"],
        purpose=row["purpose"],
        steps=tuple(row["steps"].split()),
        surfaces=tuple(surface for surface in surfaces if surface != PRIVATE),
        is_private=PRIVATE in surfaces,
    )


def in_words(names: Iterable[str], words: dict[str, str]) -> str:
    """'in a conversation, in a group'; in the order of ``words``."""
    known = set(names)
    return ", ".join(said for name, said in words.items() if name in known)
