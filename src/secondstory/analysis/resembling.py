"""Which sentences share words with one. Plain values in and out; a reason to look, and never a measure of anything."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
WORD = re.compile(r"\w{3,}")
# Words that any sentence has; they tie nothing to anything.
FILLERS = frozenset(
    re.findall(
        r"\w+",
        """about after all and any are because been before but can could did does for from had has have her his how into
        its just more most not nobody nothing now off once one only other our out over own same she should some such than
        that the their them then there they this those too two under until very was were what when where which while who
        why will with without would you your""",
    )
)
ENDING = re.compile(r"(?:ing|ed|es|s)$")


def words_of(text: str) -> frozenset[str]:
    """The words that carry it, without the commonest endings: 'drifted' and 'drifts' are one."""
    found = (word for word in WORD.findall(text.lower()) if word not in FILLERS)
    return frozenset(ENDING.sub("", word) if len(word) > 4 else word for word in found)


def most_alike(text: str, others: Iterable[T], *, say: Callable[[T], str]) -> list[T]:
    """Those of ``others`` that share words with ``text``, the closest first: a word that few have ties more than one
    that many have. Those that are as close stay in the order they came."""
    wanted = words_of(text)
    told = [(other, words_of(say(other))) for other in others]
    seen_in = Counter(word for _, words in told for word in words)

    def closeness(words: frozenset[str]) -> float:
        shared = sum(1 / seen_in[word] for word in words & wanted)
        return shared / (1 + len(words | wanted))

    close = [(closeness(words), other) for other, words in told if words & wanted]
    return [other for _, other in sorted(close, key=lambda one: -one[0])]
