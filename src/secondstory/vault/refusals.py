"""What the vault says no to. No sentence holds a key or a sealed word."""

from __future__ import annotations

from secondstory.people.refusals import Refusal


class Unopenable(Refusal):
    """Somebody's sealed words, and no way to open them here and now."""

    status = 503
    code = "unopenable"


class KeysNotReady(Refusal):
    """The key ring is missing, not legible, or not the one that belongs to this database."""

    status = 503
    code = "keys_not_ready"
