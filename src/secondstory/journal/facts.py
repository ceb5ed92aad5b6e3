"""What may stand in the journal: names of states, ids, numbers, moments. Never prose.

The journal outlives everything and is read widely, so it must not be able to hold what somebody wrote
(domain, invariants 1 and 29). The check is by shape: a value with a blank in it is prose.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

Fact = str | int | bool | None | UUID | datetime | date
_WORD = re.compile(r"[A-Za-z0-9_.:+/-]{0,80}\Z")


class ProseInJournal(ValueError):
    """A programming mistake, found by the tests: somebody tried to journal a person's words."""


def plain(facts: Mapping[str, Fact]) -> dict[str, str | int | bool | None]:
    """The facts as JSON values, or ProseInJournal."""
    result: dict[str, str | int | bool | None] = {}
    for name, fact in facts.items():
        value = str(fact) if isinstance(fact, UUID) else fact
        value = value.isoformat() if isinstance(value, datetime | date) else value
        if isinstance(value, str) and not _WORD.match(value):
            raise ProseInJournal(f"The journal takes no prose; {name!r} holds some.")
        result[name] = value
    return result
