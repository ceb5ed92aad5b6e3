"""How text becomes words: split at everything that is no letter or digit, small letters, no accents, English stems.

The index, the question and the highlighting use the same analyzer, or they would not meet.
"""

from __future__ import annotations

import re

import tantivy

from secondstory.ui.text import SURROGATES

NAME = "words"
LONGEST = 60  # of a token; base64 and the like are not words

# Words that nearly every text has. A question keeps them only inside quotes, or when it has no other.
FILLERS = frozenset(
    re.findall(
        r"\w+",
        """a about after an and are as at be been but by can did do does for from had has have how i if in into is it
        its of on or our out so than that the their then there they this to up was we were what when where which
        while who why will with you your""",
    )
)


def analyzer() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(LONGEST))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


_analyzer = analyzer()


def storable(text: str) -> str:
    """Without halves of characters, which the index cannot take."""
    return SURROGATES.sub("", text)


def tokens(text: str) -> tuple[str, ...]:
    return tuple(_analyzer.analyze(storable(text)))
