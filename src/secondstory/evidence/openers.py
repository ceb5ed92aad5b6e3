"""
Who else may read a private file: a question this step asks, answered from above (``config/wiring.py`` connects it).

An answer knows why: "this person may read it because the account entry it belongs to was shared with them". It is asked
at each reading, so taking back is taking back. Without an answer only the owner reads.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from secondstory.evidence.models import Copy
    from secondstory.people.models import Person

Opener: TypeAlias = "Callable[[Copy, Person], bool]"
_openers: list[Opener] = []


def opened_by(opener: Opener) -> None:
    """``opener(copy, person)`` says whether this person may read this private copy."""
    if opener not in _openers:
        _openers.append(opener)


def is_open_to(copy: Copy, person: Person) -> bool:
    return copy.is_private and any(opener(copy, person) for opener in _openers)
