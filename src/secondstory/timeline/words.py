"""What may stand in a field of the timeline, whoever writes it: page, API, terminal or importer."""

from __future__ import annotations

import re

from secondstory.people.refusals import Refusal
from secondstory.ui.text import CONTROLS, tidy_line, unstorable

_BREAKS = re.compile(r"\r\n?|\u2028|\u2029")


def check_line(text: str, *, field: str, most: int, ask: str = "") -> str:
    """One line, tidied. ``ask`` is the sentence when it is empty; without it an empty line is fine."""
    return _check(tidy_line(_storable(text, field)), field, most, ask)


def check_prose(text: str, *, field: str, most: int, ask: str = "") -> str:
    """Text of several lines; line breaks stay, other control characters go."""
    return _check(CONTROLS.sub("", _BREAKS.sub("\n", _storable(text, field))).strip(), field, most, ask)


def _storable(text: str, field: str) -> str:
    if sentence := unstorable(text):
        raise Refusal(sentence, code="unstorable", field=field)
    return text


def _check(text: str, field: str, most: int, ask: str) -> str:
    if not text and ask:
        raise Refusal(ask, code="words_needed", field=field)
    if len(text) > most:
        raise Refusal(
            f"This takes at most {most:,} characters; there are {len(text):,}. Shorten it.",
            code="too_long",
            field=field,
        )
    return text
