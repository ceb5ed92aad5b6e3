"""What a browser asks when it wants a text looked at, read from the body of a request and refused in a sentence."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from secondstory.people.refusals import Refusal, TooLarge
from secondstory.wording.kinds import SURFACES

MOST_TEXT = 200_000  # characters, as the largest field takes
MOST_BYTES = 6 * MOST_TEXT  # JSON writes some characters as six
KINDS = ("markdown", "plain")


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    surface: str
    kind: str = "markdown"
    section: str = ""
    study: UUID | None = None


def read_asked(body: bytes) -> Asked:
    """The question in a JSON body. TooLarge, or a Refusal that never quotes what was sent."""
    if len(body) > MOST_BYTES:
        raise too_long()
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise Refusal("This is not JSON. Send text, surface and kind.", code="not_json") from None
    if not isinstance(told, dict):
        raise Refusal("Send one JSON object with text, surface and kind.", code="not_json")
    return asked(told)


def asked(told: dict[str, Any]) -> Asked:
    text, surface = told.get("text"), told.get("surface")
    kind, section, study = told.get("kind", "markdown"), told.get("section", ""), told.get("study")
    if not isinstance(text, str):
        raise Refusal("Send the text to look at as a string.", code="no_text")
    if len(text) > MOST_TEXT:
        raise too_long()
    if surface not in SURFACES:
        raise Refusal(f"Say where it stands: {', '.join(SURFACES)}.", code="unknown_surface")
    if kind not in KINDS:
        raise Refusal("The kind is markdown or plain.", code="unknown_kind")
    try:
        return Asked(text, surface, kind, str(section)[:200], UUID(str(study)) if study else None)
    except ValueError:
        raise Refusal("The study is named by its id.", code="unknown_study") from None


def too_long() -> TooLarge:
    return TooLarge(f"Up to {MOST_TEXT:,} characters are looked at at once. Look at a part of it.")
