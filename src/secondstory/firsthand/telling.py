"""What readers get of an account: one shared entry, as a plain value."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from secondstory.firsthand.facets import IN_WORDS, Facet
from secondstory.firsthand.words import Pointer


@dataclass(frozen=True, slots=True)
class Telling:
    """``at`` is a UTC instant, or None where ``when``, the author's own words for it, names none; ``told_by`` is how
    its author chose to be shown, never more. ``rung`` tells how far it is open: 'facilitator' or 'participants'."""

    id: UUID
    account_id: UUID
    participant_id: UUID
    told_by: str
    kind: str
    text: str
    when: str = ""
    at: datetime | None = None
    precision: str = "minute"
    approximate: bool = False
    because: str = ""
    otherwise_at: datetime | None = None
    otherwise: str = ""
    otherwise_precision: str = "minute"
    otherwise_approximate: bool = False
    situation: dict[str, str] = field(default_factory=dict)
    references: tuple[Pointer, ...] = ()
    number: int = 0
    rung: str = "participants"

    @property
    def label(self) -> str:
        return IN_WORDS[Facet(self.kind)]
