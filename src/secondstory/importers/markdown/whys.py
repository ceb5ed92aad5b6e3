"""Chains of whys. Each step is one condition, and the steps of a chain belong together: all of them were there.

People write them as numbered questions, as bullets below bullets, as arrows on a line, as a table, or as a heading for
each why. A question by itself is kept as the heading of what answers it; nothing of the text is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from secondstory.importers.markdown.blocks import Block, BlockKind
from secondstory.importers.markdown.inline import bare, flowing
from secondstory.importers.markdown.labels import label_of
from secondstory.importers.markdown.lines import Lines
from secondstory.importers.markdown.outline import Part
from secondstory.importers.markdown.points import points_of, says_something, whole_text
from secondstory.importers.markdown.shapes import Item

# 'Why did it happen?' is no chain: below it people tell a story.
_WHYS = re.compile(r"\bwhys\b|\b(?:5|five)[- ]why\b|\bwhy[- ]why\b|^\W*why\W*$", re.IGNORECASE)
_NUMBERED = r"(?:[#(]?\d+(?:st|nd|rd|th)?[.):]?|first|second|third|fourth|fifth)"
_WHY = re.compile(rf"^\W*(?:{_NUMBERED}\s+)?why\b", re.IGNORECASE)
_COUNTED = re.compile(rf"^\W*(?:{_NUMBERED}\s+why|why\s+#?\d)\b", re.IGNORECASE)
_BECAUSE = re.compile(r"^\W*because\b", re.IGNORECASE)
_NEXT_WHY = re.compile(rf"(?<=[.!?;:])\s+(?=(?:{_NUMBERED}\s+)?why\b)", re.IGNORECASE)
_ARROW = re.compile(r"\s*(?:-{1,2}>|=>|[→⇒➜])\s*")


@dataclass(frozen=True, slots=True)
class _Step:
    """``why`` tells the whys of a chain apart: each step has its own, but all that stands below one asked heading has
    the same. Empty: it is no step. Steps of two headings (``under``) are of two chains."""

    item: Item
    why: str
    under: int


def steps(part: Part, lines: Lines) -> Iterator[Item]:
    """The conditions of a section in the order of the text; those of a chain know where their chain begins."""
    in_a_chain = bool(_WHYS.search(part.section.heading))
    found = list(_Walk(part, lines, in_a_chain=in_a_chain).steps())
    for (_, is_step), run in groupby(found, key=lambda step: (step.under, bool(step.why))):
        told = list(run)
        is_chain = is_step and len({step.why for step in told}) > 1
        begins = told[0].item.offset if is_chain else None
        yield from (replace(step.item, chain=begins) for step in told)


def _asks_why(text: str) -> bool:
    return bool(_WHY.match(bare(text)))


def _is_question_alone(text: str) -> bool:
    return _asks_why(text) and bare(text).rstrip(" :*_").endswith("?") and bare(text).count("?") == 1


def _is_step(text: str) -> bool:
    return _asks_why(text) or bool(_BECAUSE.match(bare(text)))


class _Walk:
    def __init__(self, part: Part, lines: Lines, *, in_a_chain: bool) -> None:
        self._part, self._lines, self._in_a_chain = part, lines, in_a_chain
        self._heading, self._under = part.section.heading, part.section.offset
        self._asked = ""  # the why that stands by itself above

    def steps(self) -> Iterator[_Step]:
        blocks = self._part.blocks
        for place, block in enumerate(blocks):
            after = blocks[place + 1] if place + 1 < len(blocks) else None
            match block.kind:
                case BlockKind.HEADING:
                    self._at_heading(block)
                case BlockKind.LIST:
                    yield from self._list(block)
                case BlockKind.TABLE if len(_why_columns(block)) > 1:
                    yield from self._across(block)
                case BlockKind.PARAGRAPH if _is_question_alone(block.text) and after is not None:
                    self._heading = self._asked = label_of(block) or bare(block.text)
                case BlockKind.PARAGRAPH if len(pieces := _in_pieces(block.text, arrows=self._in_a_chain)) > 1:
                    offset, length = self._lines.span(block.first, block.end)
                    for piece in pieces:
                        yield self._step(Item(piece, offset, length, self._heading))
                case _:
                    for point in points_of(block, after, self._heading, self._lines):
                        yield self._step(point) if _is_step(point.text) else self._below(point)

    def _step(self, item: Item) -> _Step:
        return _Step(item, f"{item.offset} {item.text}", self._under)

    def _below(self, item: Item) -> _Step:
        """A step where whys are told, or below a why that was asked; else a condition by itself."""
        return self._step(item) if self._in_a_chain and not self._asked else _Step(item, self._asked, self._under)

    def _at_heading(self, block: Block) -> None:
        self._heading = bare(block.text)
        self._asked = self._heading if _is_question_alone(self._heading) or _COUNTED.match(self._heading) else ""
        if not self._asked:
            self._under = self._lines.start(block.first)

    def _list(self, block: Block) -> Iterator[_Step]:
        """Where whys are told, every item is a step. Elsewhere those that ask or answer one are; what they answer
        begins a chain of its own."""
        for item in block.children:
            if not self._in_a_chain and not _holds_a_step(item):
                for point in points_of(replace(block, children=[item]), None, self._heading, self._lines):
                    yield self._below(point)
                continue
            if not self._in_a_chain and not any(_is_step(own.text) for own in item.of(BlockKind.PARAGRAPH)):
                self._under = self._lines.start(item.first)
            yield from self._listed(item, "")

    def _listed(self, item: Block, question: str) -> Iterator[_Step]:
        """An item, and then each of those below it. A question alone goes before the first of its answers."""
        lists = list(item.of(BlockKind.LIST))
        own = whole_text(replace(item, children=[block for block in item.children if block not in lists]))
        said = f"{question} {own}".strip()
        below = [child for block in lists for child in block.children]
        if below and _is_question_alone(own):
            yield from self._answered(item, said, below)
            return
        if says_something(own):
            end = lists[0].first if lists else item.end
            offset, length = self._lines.span(item.first, end)
            yield self._step(Item(said, offset, length, self._heading))
            question = ""
        for child in below:
            yield from self._listed(child, question)
            question = ""

    def _answered(self, item: Block, question: str, answers: Sequence[Block]) -> Iterator[_Step]:
        told = [
            step for answer in answers for step in self._listed(answer, "" if answer is not answers[0] else question)
        ]
        for place, step in enumerate(told):
            if place:
                yield step
                continue
            # The question's own line goes with its first answer.
            start, _ = self._lines.span(item.first, item.first + 1)
            length = step.item.offset + step.item.length - start
            yield replace(step, item=replace(step.item, offset=start, length=length))

    def _across(self, table: Block) -> Iterator[_Step]:
        """A column for each why: what a row says is told from left to right."""
        head = [bare(cell.text) for cell in table.children[0].children]
        for row in table.children[1:]:
            offset, length = self._lines.span(row.first, row.end)
            for name, cell in zip(head, row.children, strict=False):
                if says_something(cell.text):
                    yield self._step(Item(flowing(cell.text), offset, length, name or self._heading))


def _holds_a_step(item: Block) -> bool:
    """It begins with why or because, or one below it does."""
    if any(_is_step(own.text) for own in item.of(BlockKind.PARAGRAPH)):
        return True
    return any(_holds_a_step(below) for block in item.of(BlockKind.LIST) for below in block.children)


def _why_columns(table: Block) -> list[str]:
    head = table.children[0].children if table.children else []
    return [cell.text for cell in head if _asks_why(cell.text)]


def _in_pieces(text: str, *, arrows: bool) -> list[str]:
    """``It stopped. Why? The disk was full. Why? Logs were kept.`` is three; ``a -> b`` is two, where whys are told."""
    told = flowing(text)
    pieces = [piece for part in _NEXT_WHY.split(told) for piece in (_ARROW.split(part) if arrows else [part])]
    merged: list[str] = []
    for piece in filter(str.strip, pieces):
        if merged and _is_question_alone(merged[-1]):
            merged[-1] = f"{merged[-1]} {piece.strip()}"
        else:
            merged.append(piece.strip())
    return merged
