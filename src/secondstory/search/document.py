"""What the index takes in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found.

    ``keys`` say who may find it (``keys.py``), ``facets`` by what it can be narrowed (``year:2017``). The
    title is part of the text that is searched, with more weight.
    """

    type: str
    id: UUID
    title: str
    body: str
    keys: frozenset[str]
    facets: frozenset[str] = frozenset()
    at: datetime | None = None

    @property
    def uid(self) -> str:
        return uid(self.type, self.id)

    @property
    def digest(self) -> str:
        """The same for the same document, so that two indexes can be compared without reading either."""
        parts = (self.title, self.body, *sorted(self.keys), "", *sorted(self.facets), str(self.at))
        return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=12).hexdigest()


def uid(type: str, id: UUID) -> str:
    return f"{type}:{id}"


def from_uid(text: str) -> tuple[str, UUID]:
    type, _, id = text.partition(":")
    return type, UUID(id)
