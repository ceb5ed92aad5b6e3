"""A quiet word for whoever writes about their own part. Worked out while they write, shown to them alone, kept nowhere
(invariant 20), and never counted. Plain text in, plain sentences out."""

from __future__ import annotations

import re
from dataclasses import dataclass

_AGAINST_ONESELF = re.compile(
    r"\b(?:my (?:own )?(?:fault|mistake|error|stupidity)"
    r"|i (?:was|am) (?:so |too |just )?(?:stupid|careless|an idiot|dumb|sloppy|lazy)"
    r"|i screwed up|i messed up|i blew it|i broke (?:it|everything|prod\w*)|i have no idea what i was doing|i failed)\b",
    re.IGNORECASE,
)
_KNOWN_LATER = re.compile(
    r"(?<!\bhow )\b(?:i|we) (?:should|could|would|ought to)(?:n['’]t| not)? have\b|\bin hindsight\b|\blooking back\b",
    re.IGNORECASE,
)
_AS_A_GAMBLE = re.compile(r"\b(?:gambl(?:e|ed|ing)|reckless(?:ly|ness)?|risk[- ]tak(?:er|ers|ing))\b", re.IGNORECASE)
_FROM_THERE = re.compile(r"\b(?:looked|seemed|felt|sounded) (?:like|as if|normal|fine|right|safe)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class QuietWord:
    """``said`` is the author's own phrase, given back to them."""

    said: str
    text: str


def quiet_words(text: str) -> list[QuietWord]:
    """At most two, the kindest first."""
    found = []
    if match := _AGAINST_ONESELF.search(text):
        found.append(
            QuietWord(
                match[0],
                "That is a hard thing to carry, and it is not what we are looking for here. You acted on what you had in"
                " front of you. What did you see just before, and what did it tell you?",
            )
        )
    if match := _KNOWN_LATER.search(text):
        found.append(
            QuietWord(
                match[0],
                "This is about something that did not happen, seen from today. What was there to be seen at that moment?"
                " What you learned after can go under ‘I understood’, so readers see which is which.",
            )
        )
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
    return found[:2]
