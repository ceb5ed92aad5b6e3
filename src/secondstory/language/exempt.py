"""``<!-- blame-ok rule: reason -->``: the author keeps a wording in the next block, and says why.

A mark without a reason, or about a rule there is none of, hides nothing and is told in the report.
"""

from __future__ import annotations

from secondstory.language.quick import own
from secondstory.language.rules import Rules, covers

MARK = own(r"<!--\s*(?i:blame-ok)\b(?P<rest>[^\0]{0,2000}?)-->\Z")
WORDS = own(r"\s*(?P<rule>[\w.\-/]+)\s*(?P<colon>:)?\s*(?P<reason>[^\0]*?)\s*\Z")
BLANK_LINE = own(r"\n[ \t\r]*(?=\n|\Z)")


class Mark:
    """``problem`` is "" when the mark counts; then it is about what begins from ``first`` to before ``last`` in this piece.

    ``waits`` while nothing but blanks has followed.
    """

    def __init__(self, words: str, start: int, rule: str, reason: str, problem: str) -> None:
        self.words = words
        self.start = start
        self.rule = rule
        self.reason = reason
        self.problem = problem
        self.first = self.last = 0
        self.waits = False

    def covers(self, at: int, rule: str, category: str, core: str | None) -> bool:
        return not self.problem and self.first <= at < self.last and covers(self.rule, rule, category, core)

    def about_next_block(self, masked: str, at: int) -> None:
        """The next paragraph, list, table or heading from ``at`` on."""
        first = at
        while first < len(masked) and masked[first].isspace():
            first += 1
        end = BLANK_LINE.search(masked, first)
        self.first, self.last = first, end.start() if end else len(masked)
        self.waits = first == len(masked)


def marks(text: str, masked: str, comments: list[tuple[int, int]], rules: Rules, base: int) -> list[Mark]:
    """The marks among ``comments`` of one piece; ``base`` is where the piece begins."""
    found = []
    for start, comment_end in comments:
        words = text[start:comment_end]
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
        mark = Mark(words, base + start, rule, reason, problem)
        mark.about_next_block(masked, comment_end)
        found.append(mark)
    return found
