"""A text with other words in the place of some. Plain values, no database.

What is met is what a reader would see: in any case, over the end of a line, with Markdown's marks and escapes or
invisible characters within, as an HTML entity, as part of an address. Words are met whole: 'Ana' is not in 'banana'.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

# Marks of Markdown and characters that nobody sees: they may stand between any two letters of what is met.
_MARK = "[\\\\*_~`\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
_WITHIN = f"{_MARK}*"
_APOSTROPHES = "['’‘]"
_MARKS = re.compile(f"{_MARK}|{_APOSTROPHES}|&nbsp;|\\s")
_CODED = re.compile(r"&[#\w]{2,31};|%[0-9A-Fa-f]{2}")
MOST_TURNS = 30
Told = Callable[[str], str]


def plain(text: str) -> str:
    """In the form in which words are compared."""
    return unicodedata.normalize("NFC", text)


def form(phrase: str) -> str:
    """The pattern that meets ``phrase``; '' when nothing is left of it to meet."""
    met = ""
    for number, word in enumerate(plain(phrase).split()):
        for place, letter in enumerate(word):
            if place or number:
                between = "" if place else rf"{_WITHIN}(?:\s|&nbsp;)+"
                met += between + _up_to(letter)
            met += _APOSTROPHES if letter in "'’‘" else re.escape(letter)
    if not met:
        return ""
    bare = plain(phrase).strip()
    before = r"(?<![^\W_])" if bare[0].isalnum() else ""
    after = r"(?![^\W_])" if bare[-1].isalnum() else ""
    return f"{before}{met}{after}"


def _up_to(letter: str) -> str:
    """Marks before this letter. Where it is one of them, the first one is it: in a drawn line of sixty there would be more
    ways to share them out than anybody waits for."""
    return f"(?:(?!{re.escape(letter)}){_MARK})*" if re.fullmatch(_MARK, letter) else _WITHIN


class Phrases:
    """Some phrases, and where a text says one of them. Patterns are made for those alone that a text may hold: a text of
    a whole night is looked through for hundreds of them at once."""

    def __init__(self, phrases: Iterable[str]) -> None:
        known = sorted({plain(one).strip() for one in phrases if one.strip()}, key=len, reverse=True)
        self.bare = {phrase: _bare(phrase) for phrase in known}

    def in_(self, text: str) -> re.Pattern[str] | None:
        """A pattern of those that may stand in ``text``; of two that begin alike it meets the longer one."""
        bare = _bare(text)
        may = tuple(phrase for phrase, letters in self.bare.items() if letters in bare)
        return _any_of(may) if may else None


@lru_cache(maxsize=4096)
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form(one)})" for one in phrases), re.IGNORECASE)


def _bare(text: str) -> str:
    """Letters and signs alone, as whoever compares without regard to case sees them."""
    return _MARKS.sub("", text.replace("İ", "i").replace("ı", "i").casefold())


def pattern(phrases: Iterable[str]) -> Phrases:
    """What meets any of these."""
    return Phrases(phrases)


def is_met(met: Phrases, text: str) -> bool:
    """Whether a reader of ``text`` would find one of the words."""
    return any(bool((known := met.in_(one)) and known.search(one)) for one in _readings(plain(text)))


def instead_of(said: Mapping[str, str]) -> Told:
    """A function that says, for each phrase, what stands instead of it."""
    others = {plain(phrase).strip(): other for phrase, other in said.items()}
    met = Phrases(others)

    def other(found: re.Match[str]) -> str:
        longest = (one for one in met.bare if _any_of((one,)).match(found.string, found.start()))
        return others[next(longest)]

    def told(text: str) -> str:
        text = plain(text)
        for _ in range(MOST_TURNS):
            for one in _readings(text):
                known = met.in_(one)
                if known and known.search(one):
                    text = known.sub(other, one)
                    break
            else:
                break
        return text

    return told


def _readings(text: str) -> Iterable[str]:
    """As it was typed, and as it reads where characters were written in another way."""
    yield text
    if _CODED.search(text):
        yield plain(unescape(text))
        yield plain(unquote(text))
        yield plain(unquote(unescape(text)))
