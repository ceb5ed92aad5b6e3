"""One pattern that finds every anchor of every rule in a single pass: the trie of the anchors, written as a regular expression.

A trie is ten times as quick as the same words in a row of alternatives. A blank in an anchor stands for any run of white space
and emphasis.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable

Trie = dict[str, "Trie"]
END = ""
AFTER = "[^a-z0-9]"  # quicker than a word boundary: the matcher looks at these places only


def as_pattern(anchors: Iterable[str]) -> str:
    """A pattern that finds the longest anchor at a word's beginning, with the character before it, no letter or digit."""
    root: Trie = {}
    for anchor in anchors:
        node = root
        for character in anchor:
            node = node.setdefault(character, {})
        node[END] = {}
    return AFTER + "(" + written(root) + ")"


def written(node: Trie) -> str:
    branches = []
    for character, below in sorted(node.items()):
        if character == END:
            continue
        branches.append((r"[\s*_]+" if character == " " else re.escape(character)) + written(below))
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and END not in node else "(?:" + "|".join(branches) + ")"
    return joined + "?" if END in node else joined


def within(anchor: str, anchors: Container[str]) -> list[str]:
    """Those ``anchors`` that begin at a word inside ``anchor`` and end inside it, itself included: a hit of one is a hit of all."""
    found = []
    for start in [0, *after_breaks(anchor)]:
        found += [part for end in range(start + 1, len(anchor) + 1) if (part := anchor[start:end]) in anchors]
    return found


def crossing(anchors: Iterable[str]) -> list[str]:
    """Anchors with a word inside that begins another anchor, which ends beyond them: after a hit, that word is tried too."""
    every = sorted(anchors)

    def goes_on(tail: str) -> bool:
        after = bisect_right(every, tail)
        return after < len(every) and every[after].startswith(tail)

    return [anchor for anchor in every if any(goes_on(anchor[start:]) for start in after_breaks(anchor))]


def after_breaks(anchor: str) -> list[int]:
    """Where words begin inside an anchor."""
    return [index + 1 for index, character in enumerate(anchor[:-1]) if not character.isalnum()]
