"""A text by role: where it names somebody, what they were stands instead. Plain values, no database."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping

WORD = re.compile(r"[^\W_]+")
APOSTROPHES = re.compile("['’]")


def by_role(*instead: Mapping[str, str]) -> Callable[[str], str]:
    """A function that puts, for each name, what is said of it; the first of several goes before. Names are met whole,
    over the end of a line, too, and of two that begin alike the longer one. A first name with a last one and an address
    are met in any case; all else may be words of the language, so it is met as it is written."""
    known: dict[str, str] = {}
    for names in instead:
        for name, role in names.items():
            known.setdefault(" ".join(_plain(name).split()), role)
    begin: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, role in sorted(known.items(), key=lambda one: len(one[0]), reverse=True):
        if first := WORD.search(name):
            begin[first[0].casefold()].append((name, role))
    forms: dict[str, re.Pattern[str]] = {}

    def told(text: str) -> str:
        text = _plain(text)
        parts, at = [], 0
        for word in WORD.finditer(text):
            if word.start() < at:
                continue
            for name, role in begin.get(word[0].casefold(), ()):
                if name not in forms:
                    forms[name] = _form(name)
                start = word.start() - name.index(WORD.findall(name)[0])
                if start >= at and (found := forms[name].match(text, start)):
                    parts += [text[at:start], role]
                    at = found.end()
                    break
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
