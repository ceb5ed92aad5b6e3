"""A text by role: where it names somebody, what they were stands instead. Plain values, no database."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping

WORD = re.compile(r"\w+")


def by_role(*instead: Mapping[str, str]) -> Callable[[str], str]:
    """A function that puts, for each name, what is said of it; the first of several goes before. Names are met whole,
    as they are written, and of two that begin alike the longer one."""
    known: dict[str, str] = {}
    for names in instead:
        for name, role in names.items():
            known.setdefault(name.strip(), role)
    begin: dict[str, list[str]] = defaultdict(list)
    for name in sorted(known, key=len, reverse=True):
        if first := WORD.search(name):
            begin[first[0]].append(name)

    def told(text: str) -> str:
        parts, at = [], 0
        for word in WORD.finditer(text):
            if word.start() < at:
                continue
            for name in begin.get(word[0], ()):
                start = word.start() - name.index(word[0])
                end = start + len(name)
                if start >= at and text[start:end] == name and not text[end : end + 1].isalnum():
                    parts += [text[at:start], known[name]]
                    at = end
                    break
        return "".join([*parts, text[at:]])

    return told
