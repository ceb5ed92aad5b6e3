"""A quiet word for whoever writes about their own part. Worked out while they write, shown to them alone, kept nowhere
(invariant 20), and never counted. Plain text in, plain sentences out.

What is noticed is the language engine's business, on the surface of one's own account; what is said is ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from secondstory.language import Finding, check

# Kindest first; of two about the same words, the one that is more to the point.
_WORDS = (
    (
        ("LF-SB",),
        "That is a hard thing to carry, and it is not what we are looking for here. You acted on what you had in"
        " front of you. What did you see just before, and what did it tell you?",
    ),
    (
        ("LF-CF", "LF-HS"),
        "This is about something that did not happen, seen from today. What was there to be seen at that moment?"
        " What you learned after can go under ‘I understood’, so readers see which is which.",
    ),
)
# Two things that only an account is asked about, and that the engine leaves alone there: a bet, and how it looked.
_AS_A_GAMBLE = re.compile(r"\b(?:gambl(?:e|ed|ing)|reckless(?:ly|ness)?|risk[- ]tak(?:er|ers|ing))\b", re.IGNORECASE)
_FROM_THERE = re.compile(r"\b(?:looked|seemed|felt|sounded) (?:like|as if|normal|fine|right|safe)\b", re.IGNORECASE)
MOST = 2


@dataclass(frozen=True, slots=True)
class QuietWord:
    """``said`` is the author's own phrase, given back to them."""

    said: str
    text: str


def quiet_words(text: str) -> list[QuietWord]:
    """At most two, the kindest first."""
    noticed = check(text, kind="plain", surface="own_account")
    found = []
    for categories, words in _WORDS:
        about = [one for one in noticed if one.category in categories and not _said_better(one, noticed)]
        if about:
            found.append(QuietWord(text[about[0].start : about[0].end], words))
    if match := _AS_A_GAMBLE.search(text):
        found.append(
            QuietWord(
                match[0],
                "Seen from the end it looks like a bet; from there it had a reason. What did you hope for, what did you"
                " think could go wrong, and how would you have come back from it?",
            )
        )
    if not found and (match := _FROM_THERE.search(text)):
        found.append(QuietWord(match[0], "That is how it was from where you sat; keep it."))
    return found[:MOST]


def _said_better(finding: Finding, noticed: list[Finding]) -> bool:
    """'I should have checked' is a look back before it is a hard word: it lies within the counterfactual."""
    return finding.category == "LF-SB" and any(
        other.category == "LF-CF" and other.start <= finding.start and finding.end <= other.end for other in noticed
    )
