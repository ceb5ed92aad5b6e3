"""The ideas behind the pages, one screen each: a few sentences, an example, one thing to try, and what it rests on.

Own words throughout. The works are named as their publishers name them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """A work a card rests on. ``year`` is 0 where it is not known; ``within`` is the journal, book or edition.
    ``is_of_the_seeds``: named by the articles that this system grew from, so the reading list begins with it."""

    by: str
    title: str
    year: int = 0
    within: str = ""
    url: str = ""
    is_of_the_seeds: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """``line`` says it in one line; ``tries`` is one thing to try today."""

    key: str
    name: str
    line: str
    text: str
    example: str
    tries: str
    sources: tuple[Source, ...]


@cache
def sources() -> dict[str, Source]:
    return {
        key: Source(
            by=told["by"],
            title=told["title"],
            year=told.get("year", 0),
            within=told.get("in", ""),
            url=told.get("url", ""),
            is_of_the_seeds=told.get("seed", False),
        )
        for key, told in read("sources").items()
    }


@cache
def cards() -> dict[str, Card]:
    """By key, in the order in which they are read best."""
    known = sources()
    return {
        key: Card(
            key=key,
            name=told["name"],
            line=told["line"],
            text=told["text"],
            example=told["example"],
            tries=told["try"],
            sources=tuple(known[name] for name in told["sources"]),
        )
        for key, told in read("cards").items()
    }


def reading_list() -> list[Source]:
    """Every work, those named by the seeds first, each part by name."""
    return sorted(sources().values(), key=lambda one: (not one.is_of_the_seeds, one.by.split()[-1], one.year))


def read(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("secondstory.concepts").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
