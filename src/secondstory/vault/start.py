"""Before the first sealing of a process: are these the keys of this database?

A wrong key would not only open nothing. It would go on sealing, and two halves of the words would then need two
keys, one of which nobody meant to keep. So it is a refusal at start, and no key is ever made or written over while
the database knows one.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction

from secondstory.vault import box, keys
from secondstory.vault.files import make_file
from secondstory.vault.holders import is_used
from secondstory.vault.keys import Key
from secondstory.vault.models import KeyCheck
from secondstory.vault.refusals import KeysNotReady
from secondstory.vault.ring import Ring, key_file, ring

CONSTANT = b"This key was used for sealing."
_seen: Ring | None = None


def ready() -> Ring:
    """The ring, looked at in this process. What ``seal`` asks; serve and worker call ``look`` when they start."""
    now = ring()
    return now if now is _seen else look()


def look() -> Ring:
    """Hold the ring against what the database knows; make the first key, or note a new one, where that is safe.

    KeysNotReady, with nothing written, when a key is missing or is another one than its id says.
    """
    global _seen  # noqa: PLW0603  # which ring this process has looked at
    now = ring()
    known = list(KeyCheck.objects.all())
    missing = troubles(now, known)
    if missing:
        raise missing
    if not now.keys:
        now = _first_key(known)
    if now.first.name in {check.key for check in known}:
        _seen = now
        return now
    with transaction.atomic():
        _alone()
        note(now)
        transaction.on_commit(lambda: _remember(now))
    return now


def _remember(now: Ring) -> None:
    global _seen  # noqa: PLW0603  # only once the row is there for good
    _seen = now


def note(now: Ring) -> KeyCheck:
    """The row of the key that seals, made when it is not there. In a transaction, one process at a time."""
    known = list(KeyCheck.objects.all())
    standing = [check for check in known if not (check.retired_at or check.lost_at)]
    names = {key.name for key in now.keys}
    if now.first.name not in {check.key for check in known} and standing and not names & {c.key for c in standing}:
        raise _another_ring(now, standing)
    check, _ = KeyCheck.objects.get_or_create(key=now.first.name, defaults={"constant": constant(now.first)})
    if check.retired_at or check.lost_at:  # it is back, and seals again
        check.retired_at = check.lost_at = None
        check.save(update_fields=["retired_at", "lost_at"])
    return check


def constant(key: Key) -> bytes:
    return box.close(key, CONSTANT, f"vault.keycheck/{key.name}")


def opens(key: Key, check: KeyCheck) -> bool:
    try:
        return box.open_with(key, bytes(check.constant), f"vault.keycheck/{key.name}") == CONSTANT
    except box.Changed:
        return False


def troubles(now: Ring, known: Iterable[KeyCheck]) -> KeysNotReady | None:
    """What speaks against starting with these keys, or None."""
    known = list(known)
    for check in known:
        key = now.get(bytes.fromhex(check.key))
        if key and not opens(key, check):
            return KeysNotReady(
                f"The key {check.key} in {now.place} does not open what this database sealed with it, so nothing was"
                " started or written. Bring the database's row, or the key, back from a copy.",
                code="keys_wrong",
            )
    away = [check for check in known if not (check.retired_at or check.lost_at or now.get(bytes.fromhex(check.key)))]
    if away and not (now.keys and len(away) < len([c for c in known if not (c.retired_at or c.lost_at)])):
        return _another_ring(now, away)
    used = [check for check in away if is_used(bytes.fromhex(check.key))]
    return _another_ring(now, used) if used else None


def _another_ring(now: Ring, away: list[KeyCheck]) -> KeysNotReady:
    names = ", ".join(check.key for check in away)
    return KeysNotReady(
        f"Private words here are sealed with the key {names}, which is not in {now.place}. Nothing was started,"
        f" made or written over. Bring the key file back from your copy (or set {_SETTINGS});"
        " if the key is gone for good, 'secondstory keys lost' says how to go on without those words.",
        code="keys_missing",
    )


_SETTINGS = "SECONDSTORY_ACCOUNT_KEYS or SECONDSTORY_ACCOUNT_KEYS_FILE"


def _first_key(known: list[KeyCheck]) -> Ring:
    """A new installation's first key, in its data folder. Not where somebody named a file: a secret that was not
    mounted must not be replaced by one that vanishes with the container."""
    from django.conf import settings

    path = key_file()
    if known:
        raise KeysNotReady(
            f"There is no key in {path}, and this database has known keys. Write a new one there with"
            f" 'secondstory keys make {path}' when you mean to begin with another.",
            code="keys_missing",
        )
    if settings.ACCOUNT_KEYS_FILE_IS_NAMED:
        raise KeysNotReady(
            f"SECONDSTORY_ACCOUNT_KEYS_FILE names {path}, and no key is there. Put the file in its place, or write a new"
            f" one with 'secondstory keys make {path}'.",
            code="keys_missing",
        )
    make_file(path, [keys.make()])
    return ring()


def _alone() -> None:
    """Two servers with two new keys must not both begin: on SQLite the transaction is alone already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {KeyCheck._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
