"""What a person typed, checked before it is stored: whoever calls, page, terminal or import. No database."""

from __future__ import annotations

from secondstory.people.refusals import Refusal
from secondstory.ui.text import CONTROLS, tidy_line, unstorable


class TooLong(Refusal):
    code = "too_long"


def line(text: str, *, most: int, field: str, empty: str = "") -> str:
    """One tidy line. ``empty`` is the sentence when nothing is left; without it an empty line is fine."""
    return _measured(tidy_line(_storable(text, field)), most, field, empty)


def prose(text: str, *, most: int, field: str, empty: str = "") -> str:
    """Text as it was typed, line breaks and writing direction included."""
    kept = CONTROLS.sub("", _storable(text, field).replace("\r\n", "\n")).strip()
    return _measured(kept, most, field, empty)


def _storable(text: str, field: str) -> str:
    if sentence := unstorable(text):
        raise Refusal(sentence, code="unstorable", field=field)
    return text


def _measured(text: str, most: int, field: str, empty: str) -> str:
    if len(text) > most:
        raise TooLong(f"This takes at most {most} characters; there are {len(text)}. Shorten it.", field=field)
    if empty and not text:
        raise Refusal(empty, code="empty", field=field)
    return text
