"""The key ring: from the environment, or from a file that is read again whenever it was changed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from secondstory.vault.files import legible, read_file
from secondstory.vault.keys import Key
from secondstory.vault.refusals import KeysNotReady

IN_THE_ENVIRONMENT = "SECONDSTORY_ACCOUNT_KEYS"


@dataclass(frozen=True)
class Ring:
    """The first key seals, every key opens."""

    keys: tuple[Key, ...]
    file: Path | None  # None: they come from the environment

    @property
    def first(self) -> Key:
        if not self.keys:
            raise KeysNotReady(f"There is no key in {self.place}. Bring it back from your copy of the keys.")
        return self.keys[0]

    @property
    def place(self) -> str:
        return str(self.file) if self.file else IN_THE_ENVIRONMENT

    def get(self, key_id: bytes | None) -> Key | None:
        return next((key for key in self.keys if key.id == key_id), None)


_last: tuple[object, Ring] | None = None
_last_with_keys: Ring | None = None


def key_file() -> Path:
    file: Path = settings.ACCOUNT_KEYS_FILE
    return file


def ring() -> Ring:
    """The keys as they stand now. KeysNotReady when they cannot be read; empty when there is no file."""
    global _last, _last_with_keys  # noqa: PLW0603  # the last one read, replaced whole
    inline = os.environ.get(IN_THE_ENVIRONMENT, "")
    stamp: object = inline if inline.strip() else _stamp(key_file())
    known = _last
    if known and known[0] == stamp:
        return known[1]
    if inline.strip():
        made = Ring(legible(inline.replace(",", " ").split(), IN_THE_ENVIRONMENT), None)
    else:
        made = Ring(read_file(key_file()), key_file())
    _last = (stamp, made)
    _last_with_keys = made if made.keys else _last_with_keys
    return made


def ring_to_open_with() -> Ring:
    """As ``ring()``; while the file is away, the keys this process read last. They open, and seal nothing."""
    try:
        now = ring()
    except KeysNotReady:
        if _last_with_keys is None:
            raise
        return _last_with_keys
    return now if now.keys else _last_with_keys or now


def _stamp(path: Path) -> object:
    """What tells a file that was changed. Asked with every sealing and opening, so it is kept quick."""
    try:
        seen = os.stat(path)
    except OSError:
        return (path, None)
    return (path, seen.st_ino, seen.st_mtime_ns, seen.st_size, seen.st_mode)
