"""The sealed form: AES-256-GCM under one key, bound to the place it was written for. Plain values, no database.

    1 byte    version (1)
    8 bytes   which key
    12 bytes  nonce, random for each sealing
    the rest  ciphertext and its 16-byte tag

The tag also covers version, key id and ``about``, so a sealed text that was moved to another row opens nowhere.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag

from secondstory.vault.keys import Key

VERSION = b"\x01"
HEAD = 9  # version and key id: what all texts sealed with one key begin with
_NONCE = 12
SHORTEST = HEAD + _NONCE + 16


class Changed(Exception):
    """The bytes, or the place they are read for, are not those of the sealing."""


def head(key: Key) -> bytes:
    return VERSION + key.id


def close(key: Key, plain: bytes, about: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return head(key) + nonce + key.cipher.encrypt(nonce, plain, head(key) + about.encode())


def open_with(key: Key, sealed: bytes, about: str) -> bytes:
    """The plain bytes, or Changed."""
    if len(sealed) < SHORTEST or sealed[:HEAD] != head(key):
        raise Changed
    try:
        return key.cipher.decrypt(sealed[HEAD : HEAD + _NONCE], sealed[HEAD + _NONCE :], head(key) + about.encode())
    except InvalidTag:
        raise Changed from None


def key_id(sealed: bytes) -> bytes | None:
    """Which key it is sealed with; None when it is no sealed text of this version."""
    return sealed[1:HEAD] if len(sealed) >= SHORTEST and sealed[:1] == VERSION else None
