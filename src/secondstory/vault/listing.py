"""The keys of the ring and of the database side by side."""

from __future__ import annotations

from dataclasses import dataclass

from secondstory.vault.holders import count
from secondstory.vault.models import KeyCheck
from secondstory.vault.ring import Ring


@dataclass(frozen=True)
class Standing:
    key: str
    state: str  # seals, opens, prepared, retired, lost, missing
    sealed: int


def standings(now: Ring) -> list[Standing]:
    checks = {check.key: check for check in KeyCheck.objects.all()}
    names = [key.name for key in now.keys]
    every = [*names, *(name for name in checks if name not in names)]
    return [Standing(name, _state(name, names, checks.get(name)), count(bytes.fromhex(name))) for name in every]


def _state(name: str, ring: list[str], check: KeyCheck | None) -> str:
    if name in ring:
        return "seals" if name == ring[0] else "opens" if check else "prepared"
    assert check is not None
    return "retired" if check.retired_at else "lost" if check.lost_at else "missing"
