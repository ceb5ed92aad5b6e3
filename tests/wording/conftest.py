from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.wording.actions.choose import choose_preset
from secondstory.wording.looking import quote_of

BLAMING = "A canary would have caught this."


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    """Ana carries it, Bo takes part, Cy is outside; its write-up has begun."""
    made = builders.study(cast.ana, state="analysing", team=cast.storage)
    builders.role(made, cast.ana)
    builders.participant(made, cast.bo)
    builders.write_up(made, impact=BLAMING)
    return made


@pytest.fixture
def steward(cast: Cast) -> Person:
    builders.grant(cast.ana, "steward")
    return cast.ana


@pytest.fixture
def strict(steward: Person) -> None:
    choose_preset("strict", by=steward)


@pytest.fixture
def own_fields() -> dict:
    """A whole rule of the organization's own."""
    return {
        "category": "LF-MI",
        "level": "nudge",
        "phrases": ["as everybody knows"],
        "pattern": "",
        "message": "Not everybody knows it.",
        "why": "Whoever is new here reads that they are behind.",
        "questions": ["Who knows it, and from where?"],
        "rewrites": ["It is written in …"],
        "examples": [
            "As everybody knows, the queue is drained first.",
            "The pager, as everybody knows, is muted on Sundays.",
            "The host was renamed, as everybody knows.",
            "As everybody knows the copy is old.",
            "It was Tuesday, as everybody knows, and the window was short.",
        ],
        "counter": [
            "Everybody knows the pager.",
            "Not everybody was told.",
            "Somebody knows where it is written.",
            "As far as we know, the queue was empty.",
            "It is known that the disk was full.",
        ],
    }


def quote(sentence: str = BLAMING, words: str = "would have caught") -> str:
    return quote_of(sentence, words)
