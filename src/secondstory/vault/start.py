"""Before the first sealing of a process: are these the keys of this database?

A wrong key would not only open nothing. It would go on sealing, and two halves of the words would then need two
keys, one of which nobody meant to keep. So it is a refusal at start, and no key is ever made or written over while
the database knows one.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
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
    now = ring()
    known = list(KeyCheck.objects.all())
    missing = troubles(now, known)
    if missing:
        raise missing
    if not now.keys:
        now = _first_key(known)
    if now.first.name not in {check.key for check in known if not (check.retired_at or check.lost_at)}:
        with transaction.atomic():
            _alone()
            note(now)
    transaction.on_commit(lambda: _remember(now))  # at once, unless a transaction that may not last is under way
    return now


def _remember(now: Ring) -> None:
    global _seen  # noqa: PLW0603  # which ring this process has looked at
    _seen = now


def note(now: Ring) -> KeyCheck:
    """The row of the key that seals, made when it is not there. In a transaction, one process at a time."""
    known = list(KeyCheck.objects.all())
    standing = [check for check in known if not (check.retired_at or check.lost_at)]
    names = {key.name for key in now.keys}
    if now.first.name not in {check.key for check in known} and standing and not names & {c.key for c in standing}:
        raise another_ring(now, [check.key for check in standing])
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
    here, away = [], []
    for check in known:
        key = now.get(bytes.fromhex(check.key))
        if key and not opens(key, check):
            return KeysNotReady(
                f"The key {check.key} in {now.place} does not open what this database sealed with it, so nothing was"
                " started or written. Bring the database's row, or the key, back from a copy.",
                code="keys_wrong",
            )
        if key:
            here.append(check)
        elif not (check.retired_at or check.lost_at):
            away.append(check)
    if here:  # they belong together; a key that nothing is sealed with any more may be missing
        away = [check for check in away if is_used(bytes.fromhex(check.key))]
    return another_ring(now, [check.key for check in away]) if away else None


def another_ring(now: Ring, missing: list[str]) -> KeysNotReady:
    return KeysNotReady(
        f"Private words of this database are sealed with the key {', '.join(missing)}, which is not in {now.place}."
        " Nothing was started, made or written over. Bring the keys back from your copy, to that place or to"
        " SECONDSTORY_ACCOUNT_KEYS_FILE; if a key is gone for good, see 'secondstory keys lost --help'.",
        code="keys_missing",
    )


def _first_key(known: list[KeyCheck]) -> Ring:
    """A new installation's first key, in its data folder. Not where somebody named a file: a secret that was not
    mounted must not be replaced by one that vanishes with the container."""
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
