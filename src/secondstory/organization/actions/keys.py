"""The keys of private words: another one in front, an old one taken out, a lost one given up.

Asked for on the server's own terminal, where whoever asks holds the key file anyway; so nobody signs for it (``by``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from secondstory.journal.actions import action, record
from secondstory.people.refusals import NotFound, Refusal
from secondstory.vault import keys, start
from secondstory.vault.files import change_file
from secondstory.vault.holders import Holder, all_holders, count
from secondstory.vault.keys import Key
from secondstory.vault.models import KeyCheck
from secondstory.vault.ring import IN_THE_ENVIRONMENT, Ring, ring
from secondstory.vault.rotation import Batch, behind, seal_anew

# A page that was being saved when the key changed has long ended.
SETTLED = timedelta(minutes=10)


@dataclass(frozen=True)
class Rotation:
    key: str
    went_on: bool  # an earlier rotation had not ended
    sealed: int
    closed: int  # texts that do not open, left as they are


def prepare_key() -> Key:
    """A key at the end of the ring, which seals nothing yet: to be copied to every server before a rotation."""
    start.look()
    return _unused(ring()) or _change_file(lambda have: (*have, keys.make())).keys[-1]


def rotate(
    *, total: Callable[[int], None] = lambda n: None, progress: Callable[[int], None] = lambda n: None
) -> Rotation:
    """Another key in front, and everything sealed with it. Where an earlier one was interrupted, it goes on."""
    now = start.look()
    went_on = behind(now) > 0
    if not went_on:
        first = now.first
        _change_file(lambda have: _another_in_front(have) if have[:1] == (first,) else have)
        now = start.look()
    total(behind(now))
    sealed, left = 0, _round(progress)
    while left.sealed or left.changed:  # until a round finds nothing: somebody may have saved with the older key
        sealed += left.sealed
        left = _round(progress)
    return _rotated(Rotation(ring().first.name, went_on, sealed, left.closed))


def _round(progress: Callable[[int], None]) -> Batch:
    """Once over every column; the sum of it."""
    whole = Batch(None, 0, 0, 0)
    for holder in all_holders():
        batch = _seal_anew(holder, None)
        while batch.last is not None:
            whole = Batch(None, whole.sealed + batch.sealed, whole.changed + batch.changed, whole.closed + batch.closed)
            progress(batch.sealed)
            batch = _seal_anew(holder, batch.last)
    return whole


@action
def _seal_anew(holder: Holder, after: Any) -> Batch:
    """In turn, so that no action sees a row change under its hands."""
    return seal_anew(holder, ring(), after=after)


@action
def _rotated(rotation: Rotation) -> Rotation:
    record("key.rotated", about=KeyCheck.objects.get(key=rotation.key), by=None, key=rotation.key)
    return rotation


def retire(name: str) -> KeyCheck:
    """Take a key out of the ring that nothing is sealed with any more."""
    start.look()
    check = _retire(name)
    if ring().file and ring().get(bytes.fromhex(name)):
        _change_file(lambda have: tuple(key for key in have if key.name != name))
    return check


@action
def _retire(name: str) -> KeyCheck:
    check, now = _known(name), ring()
    if now.first.name == name:
        raise Refusal("This key seals. Run 'secondstory keys rotate' first.", code="key_seals")
    used = count(bytes.fromhex(name))
    if used and not check.lost_at:
        raise Refusal(
            f"{used} texts are still sealed with this key. Run 'secondstory keys rotate' first.", code="key_is_used"
        )
    if used:
        raise Refusal("This key was given up as lost, and texts are sealed with it. It cannot be retired.", code="lost")
    began = KeyCheck.objects.get(key=now.first.name).began_at
    if timezone.now() - began < SETTLED:
        raise Refusal(
            "The key before it began to seal less than ten minutes ago; a page may still be on its way with the old one."
            " Try again in ten minutes.",
            code="too_soon",
        )
    if not check.retired_at:
        check.retired_at = timezone.now()
        check.save(update_fields=["retired_at"])
        record("key.retired", about=check, by=None, key=name)
    return check


@action
def give_up(name: str) -> KeyCheck:
    """The key is gone for good: start without it. What it sealed stays, sealed, and opens if it ever comes back."""
    check = _known(name)
    if ring().get(bytes.fromhex(name)):
        raise Refusal(f"This key is not lost: it is in {ring().place}.", code="key_is_here")
    if not check.lost_at:
        check.lost_at = timezone.now()
        check.save(update_fields=["lost_at"])
        record("key.lost", about=check, by=None, key=name)
    return check


def _known(name: str) -> KeyCheck:
    check = KeyCheck.objects.filter(key=name).first()
    if check is None:
        raise NotFound("No key of that id sealed anything here. 'secondstory keys list' shows those that did.")
    return check


def _another_in_front(have: tuple[Key, ...]) -> tuple[Key, ...]:
    first = _unused(Ring(have, None)) or keys.make()
    return (first, *(key for key in have if key != first))


def _unused(now: Ring) -> Key | None:
    """A key that was prepared: in the ring, not in front, and never sealed with."""
    used = set(KeyCheck.objects.values_list("key", flat=True))
    return next((key for key in now.keys[1:] if key.name not in used), None)


def _change_file(change: Callable[[tuple[Key, ...]], tuple[Key, ...]]) -> Ring:
    file = ring().file
    if file is None:
        raise Refusal(
            f"The keys come from {IN_THE_ENVIRONMENT}, which only you can change. Write a new key into a file of your own"
            " with 'secondstory keys make FILE', put it in front of the others wherever that setting is kept (on"
            " several servers: first behind the others, then in front), start secondstory again, and run 'secondstory"
            " keys rotate' to seal everything with it.",
            code="keys_in_environment",
        )
    change_file(file, change)
    return ring()
