"""That somebody answered once already, for as long as this server runs: in its memory, under a key of its own that is
nowhere else, and never on a disk.

A browser's cookie keeps an honest person from answering twice. Somebody who clears it could fill a group by themself, and
read the next answer out of what is told then; this keeps the same account from that. Several servers each remember their
own, and one that starts anew has forgotten.
"""

from __future__ import annotations

import secrets
import threading
from hashlib import blake2b
from uuid import UUID

MOST = 200_000
_key = secrets.token_bytes(32)
_seen: set[bytes] = set()
_lock = threading.Lock()


def is_first(about: UUID, by: UUID) -> bool:
    """Whether nothing was said of this before; from now on it was."""
    mark = blake2b(about.bytes + by.bytes, key=_key, digest_size=16).digest()
    with _lock:
        if mark in _seen:
            return False
        if len(_seen) >= MOST:
            _seen.clear()
        _seen.add(mark)
        return True
