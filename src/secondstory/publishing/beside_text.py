"""What the steps above put under a published text, as far as whoever looks may read it (config/wiring.py)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from secondstory.publishing.models import Publication


@dataclass(frozen=True, slots=True)
class Beside:
    """A template of the step above, with what it shows as ``it``."""

    template: str
    it: Any


Source = Callable[[HttpRequest, Publication], Beside | None]
_sources: list[Source] = []


def stands_beside_text(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def beside_text(request: HttpRequest, publication: Publication) -> list[Beside]:
    return [one for source in _sources if (one := source(request, publication)) is not None]
