"""``<!-- blame-ok rule: reason -->``: the author keeps a wording in the next block, and says why.

A mark without a reason, or about a rule there is none of, hides nothing and is told in the report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from secondstory.language.rules import Rules
from secondstory.language.zones import Comment

MARK = re.compile(r"<!--\s*blame-ok\b(?P<rest>[^\0]{0,2000}?)-->\Z", re.IGNORECASE)
WORDS = re.compile(r"\s*(?P<rule>[\w.\-/]+)\s*(?P<colon>:)?\s*(?P<reason>[^\0]*?)\s*\Z")
BLANK_LINE = re.compile(r"\n[ \t\r]*(?=\n|\Z)")


@dataclass(frozen=True, slots=True)
class Mark:
    """``problem`` is "" when the mark counts; then it is about the findings from ``first`` to ``last``."""

    words: str
    start: int
    end: int
    rule: str
    reason: str
    first: int
    last: int
    problem: str


def marks(text: str, masked: str, comments: list[Comment], rules: Rules) -> list[Mark]:
    found = []
    for comment in comments:
        words = text[comment.start : comment.end]
        if "blame-ok" not in words[:40].lower():
            continue
        match = MARK.match(words)
        told = WORDS.match(match["rest"]) if match else None
        rule, reason = (told["rule"], told["reason"]) if told else ("", "")
        if not told:
            problem = "This mark names no rule. Write <!-- blame-ok rule: reason -->."
        elif not rules.knows(rule):
            problem = f"There is no rule or category called “{rule}”. Write the name that the finding gives."
        elif not told["colon"] or not any(character.isalpha() for character in reason):
            problem = "This mark gives no reason. Write a colon and one sentence after the rule's name."
        else:
            problem = ""
        first, last = block_after(masked, comment.end)
        found.append(Mark(words, comment.start, comment.end, rule, reason, first, last, problem))
    return found


def block_after(masked: str, at: int) -> tuple[int, int]:
    """The next paragraph, list, table or heading."""
    first = at
    while first < len(masked) and masked[first].isspace():
        first += 1
    end = BLANK_LINE.search(masked, first)
    return first, end.start() if end else len(masked)
