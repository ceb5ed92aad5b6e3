"""A text with other words in the place of some. Plain values, no database.

What is met is what a reader would see: in any case, over the end of a line, with Markdown's marks and escapes or
invisible characters within, as an HTML entity, as part of an address. Words are met whole: 'Ana' is not in 'banana'.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from urllib.parse import unquote

# Marks of Markdown and characters that nobody sees: they may stand between any two letters of what is met.
_WITHIN = "[\\\\*_~`\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_APOSTROPHES = "['’‘]"
_CODED = re.compile(r"&[#\w]{2,31};|%[0-9A-Fa-f]{2}")
MOST_TURNS = 30
Told = Callable[[str], str]


def plain(text: str) -> str:
    """In the form in which words are compared."""
    return unicodedata.normalize("NFC", text)


def form(phrase: str) -> str:
    """The pattern that meets ``phrase``; '' when nothing is left of it to meet."""
    words = []
    for word in plain(phrase).split():
        letters = [_APOSTROPHES if letter in "'’‘" else re.escape(letter) for letter in word]
        words.append(_WITHIN.join(letters))
    if not words:
        return ""
    joined = rf"{_WITHIN}(?:\s|&nbsp;)+{_WITHIN}".join(words)
    bare = plain(phrase).strip()
    before = r"(?<![^\W_])" if bare[0].isalnum() else ""
    after = r"(?![^\W_])" if bare[-1].isalnum() else ""
    return f"{before}{joined}{after}"


def pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """One that meets any of these, of two that begin alike the longer one."""
    known = sorted({plain(one).strip() for one in phrases if one.strip()}, key=len, reverse=True)
    return re.compile("|".join(f"(?:{form(one)})" for one in known), re.IGNORECASE) if known else None


def is_met(met: re.Pattern[str] | None, text: str) -> bool:
    """Whether a reader of ``text`` would find one of the words."""
    return met is not None and any(met.search(one) for one in _readings(plain(text)))


def instead_of(said: Mapping[str, str]) -> Told:
    """A function that says, for each phrase, what stands instead of it."""
    known = sorted(said.items(), key=lambda one: -len(plain(one[0]).strip()))
    forms = [(re.compile(form(phrase), re.IGNORECASE), other) for phrase, other in known if phrase.strip()]
    met = pattern(said)

    def other(found: re.Match[str]) -> str:
        return next(other for one, other in forms if one.fullmatch(found[0]) or one.match(found.string, found.start()))

    def told(text: str) -> str:
        text = plain(text)
        if met is None:
            return text
        for _ in range(MOST_TURNS):
            hidden = next((one for one in _readings(text) if met.search(one)), None)
            if hidden is None:
                break
            text = met.sub(other, hidden)
        return text

    return told


def _readings(text: str) -> Iterable[str]:
    """As it was typed, and as it reads where characters were written in another way."""
    yield text
    if _CODED.search(text):
        yield plain(unescape(text))
        yield plain(unquote(text))
        yield plain(unquote(unescape(text)))
