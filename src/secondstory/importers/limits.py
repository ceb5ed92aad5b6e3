"""How much of a stranger's zip we are willing to unfold."""

from __future__ import annotations

from dataclasses import dataclass

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings far above a real export of one workspace, far below what harms a small server.

    ``ratio`` counts only for members above ``ratio_from`` bytes: a day of identical bot posts
    shrinks a lot and is still small.
    """

    entries: int = 200_000
    directory: int = 64 * _MB
    declared: int = 4096 * _MB
    read: int = 1024 * _MB
    member: int = 64 * _MB
    ratio: int = 250
    ratio_from: int = 4 * _MB
