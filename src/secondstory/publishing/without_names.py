"""A text by role: where it names somebody, what they were stands instead. Plain values, no database."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

WORD = re.compile(r"[^\W_]+")
APOSTROPHES = re.compile("['’]")


class Names:
    """What is said instead of each name, found by the first word of the name. Made once for many texts."""

    def __init__(self, instead: Mapping[str, str]) -> None:
        self.begin: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.forms: dict[str, re.Pattern[str]] = {}
        for name, role in instead.items():
            plain = " ".join(_plain(name).split())
            if first := WORD.search(plain):
                self.begin[first[0].casefold()].append((plain, role))

    def met(self, text: str, word: re.Match[str]) -> Iterator[tuple[int, int, str]]:
        """Where a name stands of which ``word`` is the first, and what is said instead."""
        for name, role in self.begin.get(word[0].casefold(), ()):
            if name not in self.forms:
                self.forms[name] = _form(name)
            start = word.start() - next(WORD.finditer(name)).start()
            if start >= 0 and (found := self.forms[name].match(text, start)):
                yield start, found.end(), role


def by_role(*instead: Names | Mapping[str, str]) -> Callable[[str], str]:
    """A function that puts, for each name, what is said of it; the first of several goes before. Names are met whole,
    over the end of a line, too, and of two that begin alike the longer one. A first name with a last one and an address
    are met in any case; all else may be words of the language, so it is met as it is written."""
    known = [one if isinstance(one, Names) else Names(one) for one in instead]

    def told(text: str) -> str:
        text = _plain(text)
        parts, at = [], 0
        for word in WORD.finditer(text):
            if word.start() < at:
                continue
            met = [one for names in known for one in names.met(text, word) if one[0] >= at]
            if met:
                start, end, role = max(met, key=lambda one: one[1] - one[0])  # of equals the first
                parts += [text[at:start], role]
                at = end
        return "".join([*parts, text[at:]])

    return told


def given(names: Mapping[str, str], *, several: str) -> dict[str, str]:
    """What is said of each name, of its first word alone, since people write so of each other; ``several`` where that is
    the first word of more than one. Who is called 'the engineer on call' has no first name."""
    found: dict[str, str] = {}
    for name, role in names.items():
        first = name.split()[0] if _has_first_and_last(name) else ""
        if len(first) > 1 and first.isalpha():
            found[first] = several if first in found else role
    return found


def _has_first_and_last(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _form(name: str) -> re.Pattern[str]:
    """The name as it may stand in a text, and not as the beginning of a longer word."""
    words = r"\s+".join(APOSTROPHES.sub("['’]", re.escape(word)) for word in name.split())
    in_any_case = "@" in name or _has_first_and_last(name)
    return re.compile(rf"{words}(?![^\W_])", re.IGNORECASE if in_any_case else 0)
