"""A file cut into sections: every character in exactly one of them, or in the preamble."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from secondstory.importers.markdown.blocks import Block, BlockKind, Tree
from secondstory.importers.markdown.day_in_words import first_day
from secondstory.importers.markdown.headings import kind_of, plain_heading
from secondstory.importers.markdown.inline import bare
from secondstory.importers.markdown.labels import Label, end_in, label_at_head
from secondstory.importers.markdown.lines import Lines
from secondstory.importers.markdown.shapes import Section, SectionKind

Kind = SectionKind

_TIME = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
LABEL_LEVEL = 7

# What belongs to a section stays in it although it has a heading of its own.
_HOLDS_ITS_PARTS = {
    Kind.TIMELINE,
    Kind.RECOMMENDATIONS,
    Kind.CONDITIONS,
    Kind.IMPACT,
    Kind.WENT_WELL,
    Kind.COULD_BE_BETTER,
    Kind.LUCKY,
    Kind.OPEN_QUESTIONS,
    Kind.RESPONSE,
}
# Words that are phases of a timeline or types of an action as often as sections.
_SOFT = {
    Kind.META,
    Kind.PEOPLE,
    Kind.SUMMARY,
    Kind.IMPACT,
    Kind.DETECTION,
    Kind.TRIGGER,
    Kind.RESPONSE,
    Kind.MESSAGING,
    Kind.REFERENCES,
}
_FURNITURE = {Kind.META, Kind.PEOPLE, Kind.MESSAGING, Kind.REFERENCES}


@dataclass(frozen=True, slots=True)
class Part:
    """A section and the blocks below its heading.

    ``within`` is the offset of the section whose part it is: a labelled piece of "Summary", or the
    second day of a "Timeline" that was interrupted.
    """

    section: Section
    blocks: tuple[Block, ...]
    within: int | None


@dataclass(frozen=True, slots=True)
class Outline:
    preamble: str
    preamble_blocks: tuple[Block, ...]
    parts: tuple[Part, ...]


@dataclass(slots=True)
class _Open:
    heading: str
    kind: Kind
    level: int
    offset: int
    body_offset: int
    within: int | None = None
    blocks: list[Block] = field(default_factory=list)


def outline(tree: Tree, lines: Lines, *, titled: bool) -> Outline:
    """``titled``: the front matter names a title, so several headings of level 1 are sections."""
    cutter = _Cutter(lines, _title_heading(tree.blocks, titled=titled))
    preamble = [block for block in tree.blocks if not cutter.takes(block)]
    text, opened = lines.text, cutter.opened
    ends = [*(one.offset for one in opened[1:]), len(text)][: len(opened)]
    parts = tuple(_part(one, end, text) for one, end in zip(opened, ends, strict=True))
    return Outline(text[: opened[0].offset] if opened else text, tuple(preamble), parts)


def _part(one: _Open, end: int, text: str) -> Part:
    section = Section(
        heading=one.heading,
        kind=one.kind,
        body=text[one.body_offset : end],
        offset=one.offset,
        length=end - one.offset,
        level=one.level,
    )
    return Part(section, tuple(one.blocks), one.within)


def _title_heading(blocks: list[Block], *, titled: bool) -> Block | None:
    """The heading that is the document's title: the first, when nothing says otherwise."""
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    if not headings or (kind := kind_of(headings[0].text)) not in (None, Kind.SUMMARY):
        return None
    first = headings[0]
    if kind is Kind.SUMMARY and (first.level > 1 or len(plain_heading(first.text).split()) < 3):
        return None
    tops = sum(1 for block in headings if block.level == 1)
    if first.level == 1:
        return None if titled and tops > 1 else first
    return first if blocks[0] is first and not titled else None


class _Cutter:
    """Takes the blocks one by one. ``_around`` is the last section that a real heading began."""

    def __init__(self, lines: Lines, title: Block | None) -> None:
        self.opened: list[_Open] = []
        self._lines = lines
        self._title = title
        self._around: _Open | None = None

    def takes(self, block: Block) -> bool:
        """False while no section has begun."""
        begun = None
        if block.kind is BlockKind.HEADING:
            begun = self._at_heading(block)
        elif label := label_at_head(block):
            begun = self._at_label(block, label)
        if begun:
            self.opened.append(begun)
        elif self.opened:
            self.opened[-1].blocks.append(block)
        return bool(self.opened)

    def _at_heading(self, block: Block) -> _Open | None:
        kind = Kind.TITLE if block is self._title else kind_of(block.text)
        offset, body_offset = self._lines.start(block.first), self._lines.start(block.end)
        begun = _Open(bare(block.text), kind or Kind.FREE, block.level, offset, body_offset)
        around = self._around
        if around and block.level > around.level and self._belongs(block, kind, around.kind):
            if self.opened[-1] is around:
                return None
            # A label had interrupted it: its next part takes it up again.
            begun.kind, begun.within = around.kind, around.offset
            return begun
        self._around = begun
        return begun

    def _belongs(self, block: Block, kind: Kind | None, around: Kind) -> bool:
        """Whether a deeper heading is part of the section above it, and not a section."""
        if around not in _HOLDS_ITS_PARTS:
            return False
        if kind is None or kind is around:
            return True
        if around is Kind.RECOMMENDATIONS:
            return kind in (_SOFT | {Kind.CONDITIONS, Kind.LESSONS})
        return around is Kind.TIMELINE and self._is_a_phase(block, kind)

    def _is_a_phase(self, block: Block, kind: Kind) -> bool:
        """A heading inside a timeline that bears a time, or a soft word with times in the lines below."""
        if _TIME.search(block.text) or first_day(bare(block.text)):
            return True
        last = min(block.end + 8, len(self._lines))
        below = self._lines.text[self._lines.start(block.end) : self._lines.start(last)]
        return kind in _SOFT and bool(_TIME.search(below))

    def _at_label(self, block: Block, label: Label) -> _Open | None:
        current = self.opened[-1] if self.opened else None
        kind = kind_of(label.words)
        if not (_opens(kind, label, current) if kind else _ends_a_labelled_one(label, current)):
            return None
        offset, end = self._lines.start(block.first), self._lines.start(block.end)
        within = self._around.offset if self._around else None
        begun = _Open(label.words, kind or Kind.FREE, LABEL_LEVEL, offset, end, within)
        if not label.alone:
            begun.body_offset = offset + (end_in(self._lines.text[offset:end]) or 0)
            below = block.text.strip()[label.length :].strip()
            begun.blocks.append(Block(BlockKind.PARAGRAPH, block.first, block.end, text=below))
        return begun


def _opens(kind: Kind, label: Label, current: _Open | None) -> bool:
    """A label opens a section unless it stands inside one that uses such words for its parts."""
    if current is None:
        return kind not in (Kind.META, Kind.PEOPLE)
    is_labelled = current.level == LABEL_LEVEL
    if not label.is_bold and current.kind in _HOLDS_ITS_PARTS and not is_labelled:
        return False
    if kind is current.kind:
        return is_labelled and kind is not Kind.RECOMMENDATIONS
    if kind in _FURNITURE:
        return is_labelled and current.kind not in (Kind.RECOMMENDATIONS, Kind.TIMELINE)
    if current.kind in (Kind.TIMELINE, Kind.RECOMMENDATIONS):
        return is_labelled or kind not in _SOFT
    return True


def _ends_a_labelled_one(label: Label, current: _Open | None) -> bool:
    """An unknown line in bold after a labelled section is the next of its kind.

    But below recommendations and inside a timeline it names a person, a theme or a day.
    """
    if current is None or current.level < LABEL_LEVEL:
        return False
    return label.is_bold and label.alone and current.kind not in (Kind.RECOMMENDATIONS, Kind.TIMELINE)
