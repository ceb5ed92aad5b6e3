"""What a step above says of questions, in a word beside them (connected in config/wiring.py)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from uuid import UUID

from secondstory.analysis.models import Mystery

# Ids of questions that somebody reads in, a few words for some of them out: one statement.
Source = Callable[[Collection[UUID]], dict[UUID, str]]
_sources: list[Source] = []


def also_says(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def with_words(mysteries: Iterable[Mystery]) -> None:
    """Gives each of them ``said_beside``, for templates."""
    rows = list(mysteries)
    told = [source([one.pk for one in rows]) for source in _sources] if rows else []
    for one in rows:
        vars(one)["said_beside"] = [words[one.pk] for words in told if one.pk in words]
