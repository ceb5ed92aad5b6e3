"""Does every sealed text open? A count, and never a word."""

from __future__ import annotations

from collections import Counter

from secondstory.people.refusals import Refusal
from secondstory.vault import box
from secondstory.vault.holders import all_holders
from secondstory.vault.models import KeyCheck
from secondstory.vault.ring import Ring, ring
from secondstory.vault.start import troubles

FEW = 4  # in memory at a time: kept files are megabytes a row


def verify_sealed() -> tuple[int, list[str]]:
    """How many sealed texts there are, and one sentence per trouble."""
    checks = list(KeyCheck.objects.all())
    try:
        now = ring()
        problems = [trouble.sentence] if (trouble := troubles(now, checks)) else []
    except Refusal as refused:
        now, problems = Ring((), None), [refused.sentence]
    total = 0
    lost = {bytes.fromhex(check.key) for check in checks if check.lost_at}
    for holder in all_holders():
        found: Counter[str] = Counter()
        for row in holder.rows().order_by("pk").iterator(chunk_size=FEW):
            found[_state(now, bytes(getattr(row, holder.column)), holder.about(row), lost)] += 1
        total += found.total()
        problems += [f"{holder.name}: {found[state]} of {found.total()} {state}." for state in _BAD if found[state]]
    return total, problems


_OPENS, _LOST = "open", "are sealed with a key that was given up as lost"
_AWAY, _CHANGED = "are sealed with a key that is not here", "do not open: changed, or moved from their place"
_BAD = (_AWAY, _CHANGED)


def _state(now: Ring, sealed: bytes, about: str, lost: set[bytes]) -> str:
    key_id = box.key_id(sealed)
    key = now.get(key_id)
    if key is None:
        return _CHANGED if key_id is None else _LOST if key_id in lost else _AWAY
    try:
        box.open_with(key, sealed, about)
    except box.Changed:
        return _CHANGED
    return _OPENS
