"""Small exercises on example texts: one marks or writes something, then sees what an experienced reader stops at and why.

Nothing says that an answer is right: whoever reads both sees the difference. Invented examples throughout.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Noticed:
    """What an experienced reader stops at. ``sentence`` is its place in the passage, or None: the whole of it."""

    says: str
    why: str
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """``marks``: one marks sentences of the passage; else one writes."""

    key: str
    name: str
    asks: str
    passage: tuple[str, ...]
    noticed: tuple[Noticed, ...]
    idea: str
    marks: bool


@cache
def exercises() -> dict[str, Exercise]:
    """By key, in the order in which they are done best."""
    text = files("secondstory.apprenticeship").joinpath("exercises.toml").read_text(encoding="utf-8")
    return {
        key: Exercise(
            key=key,
            name=told["name"],
            asks=told["asks"],
            passage=tuple(told["passage"]),
            noticed=tuple(
                Noticed(one["says"], one["why"], one["sentence"] - 1 if "sentence" in one else None)
                for one in told["noticed"]
            ),
            idea=told["idea"],
            marks=told.get("marks", False),
        )
        for key, told in tomllib.loads(text).items()
    }
