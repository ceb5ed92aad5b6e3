"""The door to people's accounts: shared entries, as this reader may read them.

What somebody kept for themself never comes through here; who may read what is decided where accounts are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Who


@dataclass(frozen=True, slots=True)
class Telling:
    """One shared entry of somebody's account. ``at`` is None where no time was given; ``otherwise`` is what proved
    an expectation or belief otherwise, in its author's words, from ``otherwise_at`` on."""

    id: UUID
    account_id: UUID
    participant_id: UUID
    told_by: str
    kind: str
    label: str
    at: datetime | None
    precision: str
    approximate: bool
    text: str
    because: str
    otherwise_at: datetime | None
    otherwise: str
    references: tuple[Any, ...] = ()


def tellings(study: Retrospective, user: Who) -> list[Telling]:
    """None until accounts are kept."""
    return []
