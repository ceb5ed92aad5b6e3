"""The secrets of the doors, from the environment or a file. Without one, its door is not there. Never logged."""

from __future__ import annotations

import os
from pathlib import Path

from secondstory.people.refusals import NotFound, Refusal

NAMES = {
    "slack": ("SECONDSTORY_SLACK_SIGNING_SECRET", "SECONDSTORY_SLACK_SIGNING_SECRET_FILE"),
    "other": ("SECONDSTORY_CHAT_SECRET", "SECONDSTORY_CHAT_SECRET_FILE"),
}
SHORTEST = 16


def secret_of(system: str) -> str:
    """NotFound where none is set; a Refusal, which names no secret, where it cannot be used."""
    name, file = NAMES[system]
    secret = os.environ.get(name, "").strip()
    if not secret and (path := os.environ.get(file, "")):
        try:
            secret = Path(path).expanduser().read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise Refusal(f"The file that {file} names cannot be read here.", code="no_secret") from None
    if not secret:
        raise NotFound()
    if len(secret) < SHORTEST:
        raise Refusal(f"{name} is too short to sign with. Use {SHORTEST} letters or more.", code="short_secret")
    return secret


def is_on(system: str) -> bool:
    return any(os.environ.get(name) for name in NAMES[system])
