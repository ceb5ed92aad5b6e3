"""``<!-- blame-ok rule: reason -->``: the author keeps a wording in the next block, and says why.

A mark without a reason, or about a rule there is none of, hides nothing and is told in the report.
"""

from __future__ import annotations

from bisect import bisect_right

from secondstory.language.quick import own
from secondstory.language.rules import Rules, words_for

MARK = own(r"<!--\s*(?i:blame-ok)\b(?P<rest>[^\0]{0,2000}?)-->\Z")
WORDS = own(r"\s*(?P<rule>[\w.\-/]+)\s*(?P<colon>:)?\s*(?P<reason>[^\0]*?)\s*\Z")
BLANK_LINE = own(r"\n[ \t\r]*(?=\n|\Z)")
PROSE = own(r"\S")

Problem = tuple[str, int, str]  # the mark, where it begins in the piece, a sentence


class Exemptions:
    """The reasons given in one piece of a text, by the block that they are about: the next paragraph, list, table or heading.

    ``waiting`` are those that nothing has followed yet: they are about the first block of the next piece.
    """

    def __init__(
        self, text: str, masked: str, comments: list[tuple[int, int]], rules: Rules, waiting: dict[str, str]
    ) -> None:
        self.problems: list[Problem] = []
        self.waiting: dict[str, str] = {}
        self._starts: list[int] = []
        self._blocks: list[tuple[int, dict[str, str]]] = []
        given = [(0, rule, reason) for rule, reason in waiting.items()]
        for start, end in comments:
            mark = text[start:end]
            if "blame-ok" not in mark[:40].lower():
                continue
            rule, reason, problem = told(mark, rules)
            if problem:
                self.problems.append((mark, start, problem))
            else:
                given.append((end, rule, reason))
        first = -1
        for at, rule, reason in given:
            if first < at:
                found = PROSE.search(masked, at)
                first = found.start() if found else len(masked)
            if first == len(masked):
                self.waiting[rule] = reason
                continue
            if not self._starts or self._starts[-1] != first:
                end_of_block = BLANK_LINE.search(masked, first)
                self._starts.append(first)
                self._blocks.append((end_of_block.start() if end_of_block else len(masked), {}))
            self._blocks[-1][1][rule] = reason

    def reason(self, at: int, rule: str, category: str, core: str | None) -> str | None:
        """The reason to keep what ``rule`` found at ``at``; None when there is none."""
        number = bisect_right(self._starts, at) - 1
        if number < 0 or at >= self._blocks[number][0]:
            return None
        reasons = self._blocks[number][1]
        return next((reasons[word] for word in words_for(rule, category, core) if word in reasons), None)


def told(mark: str, rules: Rules) -> tuple[str, str, str]:
    """What a mark is about, its reason, and what it lacks ("" when it lacks nothing)."""
    match = MARK.match(mark)
    words = WORDS.match(match["rest"]) if match else None
    if not words:
        return "", "", "This mark names no rule. Write <!-- blame-ok rule: reason -->."
    rule, reason = words["rule"], words["reason"]
    if not rules.knows(rule):
        return rule, "", f"There is no rule or category called “{rule}”. Write the name that the finding gives."
    if not words["colon"] or not any(character.isalpha() for character in reason):
        return rule, "", "This mark gives no reason. Write a colon and one sentence after the rule's name."
    return rule, reason, ""
