"""Whether a request was signed with the secret, lately. Plain values, no database.

Slack signs ``v0:<seconds>:<body>`` with HMAC-SHA256 and sends ``v0=<hex>`` (docs.slack.dev, 'Verifying requests from
Slack'). The other door takes the same under a version of its own, so that no signature serves at both.
"""

from __future__ import annotations

import hashlib
import hmac

# Older or further ahead than this, a request is not believed, whoever signed it.
WINDOW = 300


def signature_of(secret: str, seconds: str, body: bytes, version: str) -> str:
    signed = version.encode() + b":" + seconds.encode() + b":" + body
    return f"{version}={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"


def is_signed(secret: str, seconds: str, body: bytes, given: str, *, version: str, now: float) -> bool:
    """In constant time whatever is wrong with it; an empty secret signs nothing."""
    if not secret or not (seconds.isascii() and seconds.isdigit() and len(seconds) < 12):
        return False
    right = hmac.compare_digest(signature_of(secret, seconds, body, version).encode(), given.encode("utf-8", "replace"))
    return right and abs(now - int(seconds)) <= WINDOW
