"""Texts a rule can be tried on before it is switched on: final ones, already published, that the steward may read.

The steps above know them (config/wiring.py connects one); this package lies below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from secondstory.language.rules import Rule, Rules
from secondstory.people.models import Person
from secondstory.wording.looking import look
from secondstory.wording.spoken import Shown, shown

MOST_TEXTS = 60
MOST_FOUND = 100


@dataclass(frozen=True, slots=True)
class Past:
    """``parts`` are (heading, Markdown) of one text."""

    title: str
    url: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Said:
    past: Past
    heading: str
    found: Shown


Reader = Callable[[Person, int], Iterable[Past]]
_readers: list[Reader] = []


def reads(reader: Reader) -> None:
    """Connect the step that knows: ``reader(person, most)`` gives texts this person may read, the newest first."""
    if reader not in _readers:
        _readers.append(reader)


def past_texts(user: Person) -> list[Past]:
    return [one for reader in _readers for one in reader(user, MOST_TEXTS)]


def would_have_said(rule: Rule, texts: Iterable[Past]) -> list[Said]:
    """What this rule alone finds in them, in their order."""
    alone = Rules([rule])
    found: list[Said] = []
    for past in texts:
        for heading, text in past.parts:
            seen = look(text, kind="markdown", surface="writeup", section=heading, rules=alone, preset="standard").seen
            found += [Said(past, heading, shown(text, one, one.level)) for one in seen]
            if len(found) >= MOST_FOUND:
                return found[:MOST_FOUND]
    return found
