"""A text read for somebody: what was seen, where it is for a browser, and a mark by which an answer finds it again.

Plain values in and out. Nothing here keeps, logs or sends a word.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from secondstory.language import Finding, Rules, report

# A sentence ends at its full stop, at a blank line, and where another list item begins.
_ENDS = re.compile(
    r"[.!?\u2026][\"')\]*_\u201d\u2019]{0,3}\s+(?=[^a-z\s])"
    r"|\n[ \t\r]*(?=\n)"
    r"|\n(?=[ \t>]*(?:[-*+\u2022#|]|\d{1,3}[.)])\s)"
)
_LEAD = re.compile(r"\s*(?:(?:[-*+\u2022]|\d{1,3}[.)]|\#{1,6}|>)[ \t]+)*")
LONGEST = 600
MOST_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """``start``…``end`` are the words, ``first``…``last`` the sentence around them, in code points. ``quote`` is the
    hash of both: the same words in the same sentence have the same one, wherever they stand."""

    finding: Finding
    level: str
    first: int
    last: int
    words: str
    sentence: str
    quote: str

    @property
    def key(self) -> tuple[str, str, int]:
        """By which an answer is found: words in their sentence, rule, and its version."""
        return (self.quote, self.finding.rule, self.finding.version)


@dataclass(frozen=True, slots=True)
class Look:
    """``state`` is 'off' when there are no rules for the language: nothing was looked at."""

    state: str
    seen: tuple[Seen, ...]


def look(
    text: str,
    *,
    kind: str,
    surface: str,
    rules: Rules,
    preset: str,
    section: str = "",
    names: Iterable[str] = (),
) -> Look:
    told = report(text, kind=kind, surface=surface, section=section, names=tuple(names), rules=rules, preset=preset)
    return Look(told.state, tuple(_seen(text, finding) for finding in told.findings))


def _seen(text: str, finding: Finding) -> Seen:
    first, last = sentence_around(text, finding.start, finding.end)
    words, sentence = text[finding.start : finding.end], text[first:last]
    return Seen(finding, finding.level, first, last, words, sentence, quote_of(sentence, words))


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that holds ``start``…``end`` begins and ends, never far away."""
    floor = max(0, start - LONGEST)
    first = floor
    for match in _ENDS.finditer(text, floor, start + 1):
        first = match.end() if match.end() <= start else first
    lead = _LEAD.match(text, first, start)
    first = lead.end() if lead else first
    found = _ENDS.search(text, max(end - 1, start), min(len(text), end + LONGEST))
    last = found.start() + len(found[0].rstrip()) if found else min(len(text), end + LONGEST)
    return first, max(end, first + len(text[first:last].rstrip()))


def quote_of(sentence: str, words: str) -> str:
    """SHA-256 in lower-case hexadecimal. White space and how a letter is composed do not matter, so that a text that went
    through a form, an editor or a database is still the same."""
    plain = "\n".join(" ".join(unicodedata.normalize("NFC", part).split()) for part in (sentence, words))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


class Utf16:
    """Places of one text in UTF-16 code units, as browsers count them."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [at for at, one in enumerate(text) if one > "\uffff"]

    def __call__(self, index: int) -> int:
        return index + bisect_left(self._wide, index)
