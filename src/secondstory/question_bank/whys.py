"""Is it a question one may put to somebody? 'Why' asks for a justification, unless one asks oneself (after Allspaw, 'The
Infinite Hows', 2014)."""

from __future__ import annotations

import re

SENTENCE = re.compile(r"[^.?!]+[.?!]*")
# A 'why' that asks: it opens the sentence, or something follows it. 'Even if you cannot say why' does not ask.
ASKS_WHY = re.compile(r"^\W*(?:and |but |so )?why\b|\bwhy\s+\w|\bhow come\b", re.IGNORECASE)
ONESELF = re.compile(r"\b(?:I|me|my|myself|we|us|our|ourselves)\b", re.IGNORECASE)
# Whom the sentence would make answer, whatever else it says.
SOMEBODY = re.compile(r"\b(?:you|your|he|his|him|she|her|they|their|them|who|whose)\b", re.IGNORECASE)


def asks_why_of_somebody(text: str) -> bool:
    """'Why did it make sense to me?' is fine; 'Why did you do it?' is not."""
    for sentence in SENTENCE.findall(text):
        found = ASKS_WHY.search(sentence)
        if not found:
            continue
        after = sentence[found.start() :]
        if SOMEBODY.search(after) or not ONESELF.search(after):
            return True
    return False


def same_words(text: str) -> str:
    """What two wordings of one question share: letters and digits, case aside."""
    return " ".join(re.findall(r"\w+", text.casefold()))
