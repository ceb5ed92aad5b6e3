"""What the steps above put on a recommendation's page, as far as whoever looks may read it (config/wiring.py)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from secondstory.people.models import Person
from secondstory.recommendations.models import Recommendation


@dataclass(frozen=True, slots=True)
class Beside:
    """A template of the step above, with what it shows as ``beside``."""

    template: str
    it: Any


Source = Callable[[Recommendation, Person], Beside | None]
_sources: list[Source] = []


def stands_beside_recommendation(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def beside_recommendation(recommendation: Recommendation, user: Person) -> list[Beside]:
    return [one for source in _sources if (one := source(recommendation, user)) is not None]
