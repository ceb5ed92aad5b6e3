"""What stands in the margin of a write-up. Review says it (config/wiring.py); this step only sets it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Who
from secondstory.writeup.blocks import Disagreement


@dataclass(frozen=True, slots=True)
class MarginNote:
    """One comment: ``kind`` and ``state`` in words, ``by`` a role, ``section`` the id of what it is about."""

    id: UUID
    section: UUID | None
    kind: str
    state: str
    text: str
    by: str
    at: datetime
    quote: str = ""
    answer: str = ""
    is_open: bool = False
    from_today: bool = False
    is_of_day: bool = False  # told by its day alone


@dataclass(frozen=True, slots=True)
class Margin:
    """``standing`` are the disagreements from review that stay on record; ``url`` is where one comments."""

    notes: tuple[MarginNote, ...] = ()
    standing: tuple[Disagreement, ...] = ()
    url: str = ""


Source = Callable[[Retrospective, Who], Margin]
_sources: list[Source] = []


def connect(source: Source) -> None:
    """Whoever speaks in the margin, called once for each page."""
    _sources[:] = [source]


def margin_of(study: Retrospective, user: Who) -> Margin:
    return _sources[0](study, user) if _sources else Margin()
