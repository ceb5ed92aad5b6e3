"""A key: 32 random bytes, written as ``ssk1_`` and 43 letters. Its id tells which one it is, not what it is."""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PREFIX = "ssk1_"
_LABEL = b"secondstory account key 1\x00"


@dataclass(frozen=True)
class Key:
    """Compared by its id; the secret stands in no repr, so that no log or error can show it by accident."""

    id: bytes
    cipher: AESGCM = field(repr=False, compare=False)
    text: str = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        """The id as people see it: 16 letters of hexadecimal."""
        return self.id.hex()

    def __repr__(self) -> str:
        return f"Key({self.name})"


class NotAKey(ValueError):
    """The text is no key. The text itself is not in the message: it may be one with a slip of the pen."""


def read(text: str) -> Key:
    try:
        if not text.startswith(PREFIX) or not text.isascii():
            raise NotAKey
        secret = base64.b64decode(text.removeprefix(PREFIX) + "=", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise NotAKey from None
    if len(secret) != 32 or text != _written(secret):  # one key is written in one way
        raise NotAKey
    return Key(hashlib.sha256(_LABEL + secret).digest()[:8], AESGCM(secret), text)


def make() -> Key:
    return read(_written(secrets.token_bytes(32)))


def _written(secret: bytes) -> str:
    return PREFIX + base64.urlsafe_b64encode(secret).decode().rstrip("=")
