"""What surrounds a sentence and decides whether a wording is one to ask about: list, title, quotation, siblings."""

from __future__ import annotations

from functools import cached_property

from secondstory.language.quick import own
from secondstory.language.rules import Rule
from secondstory.language.sections import Heading, Sections
from secondstory.language.sentences import BULLET, Sentence, is_bullet, is_indented_code

QUOTED = own(
    r"\"[^\"\n]{1,400}\"|\u201c[^\u201d\n]{1,400}\u201d|\u00ab[^\u00bb\n]{1,400}\u00bb|(?<![\w'])'[^'\n]{3,200}'(?!\w)"
)
MENTION = 60  # characters: a quotation no longer than this that holds the wording whole is talk about the words
NEIGHBOR = 1500  # characters within which the next item of a list begins
ITEM = own(r"\n([ \t>]*)(?:[-*+\u2022]|\d{1,3}[.)])[ \t]")


class Place:
    """One sentence where it stands."""

    def __init__(self, prose: str, sentence: Sentence, sections: Sections, kind: str) -> None:
        self.prose = prose
        self.sentence = sentence
        self.sections = sections
        self.kind = kind

    @cached_property
    def heading(self) -> Heading:
        return self.sections.at(self.sentence.start)

    @cached_property
    def purpose(self) -> str:
        return self.heading.purpose

    @cached_property
    def is_title(self) -> bool:
        return self.heading.start <= self.sentence.start < self.heading.end

    @cached_property
    def is_item(self) -> bool:
        """In a list or a table."""
        lead = self.sentence.lead
        return bool(BULLET.match(lead.lstrip("\n\r"))) or "|" in lead or is_bullet(self.prose, self.sentence.start)

    @cached_property
    def quotations(self) -> list[tuple[int, int]]:
        return [match.span() for match in QUOTED.finditer(self.sentence.text)]

    @cached_property
    def in_block_quote(self) -> bool:
        line = self.prose.rfind("\n", max(0, self.sentence.start - 1000), self.sentence.start) + 1
        return self.kind == "markdown" and self.prose[line : line + 4].lstrip().startswith(">")

    def suits(self, rule: Rule) -> bool:
        """The tests that need no pattern."""
        if rule.where and self.purpose not in rule.where:
            return False
        if rule.nowhere and self.purpose in rule.nowhere:
            return False
        if self.is_title:
            return rule.titles
        if rule.position == "item":
            return self.is_item
        if rule.position == "prose":
            return not self.is_item
        return True

    def quoted(self, start: int, end: int) -> str:
        """ "mention" for words named rather than said, "quote" for what somebody said, "" otherwise."""
        for first, last in self.quotations:
            if first <= start and end <= last:
                return "mention" if last - first <= MENTION and (end - start) * 3 >= (last - first) else "quote"
        return "quote" if self.in_block_quote else ""

    def alone(self) -> bool:
        """Not one of several items of one list: there, several things are told at the same level."""
        lead = self.sentence.lead
        if not BULLET.match(lead.lstrip("\n\r")):
            return True
        start = self.sentence.start
        indent = len(lead.replace("\n", "")) - len(lead.replace("\n", "").lstrip(" \t>"))
        after = ITEM.search(self.prose, start, min(self.sections.next_after(start, len(self.prose)), start + NEIGHBOR))
        if after and len(after[1]) == indent:
            return False
        floor = max(self.heading.end - 1, start - NEIGHBOR, 0)
        before = [match for match in ITEM.finditer(self.prose, floor, start) if match.end() < start]
        return not before or len(before[-1][1]) != indent

    def code(self) -> bool:
        return self.kind == "markdown" and is_indented_code(self.prose, self.sentence.start)
