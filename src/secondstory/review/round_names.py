"""A name of the round: 'Reader 3', who it is kept nowhere (docs/decisions/0021).

A browser keeps a secret of its own; beside the number we keep a digest of that secret with the person who showed it.
From the digest nobody gets back to either, and whoever shows the secret again speaks under the same number. When the
round closes the digests go, and only the numbers stay.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Collection
from uuid import UUID

COOKIE = "round-name"
_SHAPE = re.compile(r"[A-Za-z0-9_-]{40,64}")


def new_token() -> str:
    return secrets.token_urlsafe(32)


def token_of(cookie: str | None) -> str:
    """The secret a browser sent, or '' for what is none."""
    return cookie if cookie and _SHAPE.fullmatch(cookie) else ""


def key_of(token: str, person_id: UUID) -> str:
    """With the person, so that two who share a browser do not share a name."""
    return hashlib.sha256(f"round name\n{token}\n{person_id}".encode()).hexdigest()


def free_number(taken: Collection[int]) -> int:
    """By lot, so that a low number does not say who came first."""
    free = [number for number in range(1, 10 + 2 * len(taken)) if number not in taken]
    return secrets.choice(free)


def shown(number: int) -> str:
    return f"Reader {number}"
