"""What a write-up says should be done: list items, table rows, headed paragraphs, checkboxes anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from secondstory.importers.markdown import progress
from secondstory.importers.markdown.action_tables import rows
from secondstory.importers.markdown.blocks import Block, BlockKind
from secondstory.importers.markdown.inline import bare, first_link, flowing
from secondstory.importers.markdown.labels import label_of
from secondstory.importers.markdown.lines import Lines
from secondstory.importers.markdown.names import who
from secondstory.importers.markdown.outline import Part
from secondstory.importers.markdown.owner_and_due import due_in_any, due_of_group, owner_in_any
from secondstory.importers.markdown.points import only_points_elsewhere, says_something, whole_text
from secondstory.importers.markdown.shapes import Action

_FIELD = re.compile(
    r"^\**(?:description|owner|assignee|due|due date|status|ticket|issue|link|type|priority|why|rationale|details?"
    r"|notes?|eta|deadline|deliverable|goal|outcome|timeline|impact|responsible)\**\s*:",
    re.IGNORECASE,
)
_SAYS_ACTION = re.compile(
    r"^[*_]*(?:action(?: item)?s?|todo|to do|follow[- ]up)\b[*_]*\s*:\s*[*_]*\s*(?=\S)", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?)](?:\s*\[[^\]]*\])?$")
_LONGEST_LINE = 400
_NUMBERED_HEADING = re.compile(r"^\(?\d+[.):]")


@dataclass(frozen=True, slots=True)
class Found:
    """``from_prose``: there was no list, so each paragraph was taken for one action."""

    actions: tuple[Action, ...]
    from_prose: bool = False


@dataclass(frozen=True, slots=True)
class _Under:
    """The labels an action stands under, which may name people, a theme or a state."""

    heading: str
    group: str | None = None
    owner: str | None = None
    done: bool | None = None
    due: str | None = None

    def labelled(self, label: str) -> _Under:
        """Below one more label: what it says is added to, or goes before, what stands above it."""
        label = label.strip().rstrip(":").strip()
        owner, done = who(label), progress.in_group(label)
        return replace(
            self,
            group=self.group if owner == label else label,
            owner=owner or self.owner,
            done=self.done if done is None else done,
            due=due_of_group(label) or self.due,
        )


class ActionReader:
    def __init__(self, lines: Lines, references: dict[str, str]) -> None:
        self._lines = lines
        self._references = references

    def in_recommendations(self, part: Part) -> Found:
        """Everything a section of recommendations asks for."""
        under = _Under(part.section.heading, done=progress.in_group(part.section.heading))
        found = tuple(self._listed(part.blocks, under))
        if found:
            return Found(found)
        prose = tuple(self._prose(part.blocks, under))
        return Found(prose, from_prose=bool(prose))

    def checkboxes(self, part: Part) -> Iterator[Action]:
        """``- [ ]`` and ``- [x]`` wherever they stand."""
        under = _Under(part.section.heading)
        for item in _items(part.blocks):
            if progress.box(_own_text(item))[0] is not None:
                yield from self._item(item, under)

    # lists, tables, headings -----------------------------------------------------------------

    def _listed(self, blocks: Sequence[Block], under: _Under) -> Iterator[Action]:
        # Labels stack: a heading, below it a theme, below that a person.
        top = headed = theme = under
        for place, block in enumerate(blocks):
            match block.kind:
                case BlockKind.HEADING:
                    below = _until_heading(blocks, place + 1)
                    if _has_lists(below) or not (below or _NUMBERED_HEADING.match(block.text)):
                        under = theme = headed = top.labelled(bare(block.text))
                    elif not _is_theme(block):
                        under = theme = headed = top
                        yield from self._headed(block, below, under)
                case BlockKind.LIST:
                    for item in block.children:
                        yield from self._item(item, under)
                case BlockKind.TABLE:
                    yield from self._table(block, under)
                case BlockKind.QUOTE:
                    yield from self._listed(block.children, under)
                case BlockKind.PARAGRAPH:
                    if label := label_of(block):
                        theme = theme if who(label) else headed.labelled(label)
                        under = theme.labelled(label) if who(label) else theme
                    elif _SAYS_ACTION.match(block.text):
                        text = _SAYS_ACTION.sub("", flowing(block.text))
                        yield from self._action(text, "", block, under)
                case _:
                    pass

    def _item(self, item: Block, under: _Under) -> Iterator[Action]:
        own = _own_text(item)
        nested = [child for block in item.of(BlockKind.LIST) for child in block.children]
        if nested and _is_label(own) and not any(_FIELD.match(_own_text(child)) for child in nested):
            for child in nested:
                yield from self._item(child, under.labelled(bare(own)))
            return
        detail = "\n".join(whole_text(item).splitlines()[1:])
        yield from self._action(own, detail, item, under)

    def _headed(self, heading: Block, below: Sequence[Block], under: _Under) -> Iterator[Action]:
        """``#### 1) Alerts configured @dma`` with a paragraph below: the heading is the action."""
        detail = "\n".join(flowing(block.text) for block in below if block.kind is BlockKind.PARAGRAPH)
        text = re.sub(r"^\(?\d+[.):]+\s*", "", flowing(heading.text))
        last = below[-1] if below else heading
        yield from self._action(text, detail, Block(BlockKind.HEADING, heading.first, last.end), under)

    def _table(self, table: Block, under: _Under) -> Iterator[Action]:
        for row in rows(table):
            if not says_something(row.text):
                continue
            for action in self._action(row.text, row.detail, row.block, under):
                done = progress.in_status(row.status) if row.status else None
                yield replace(
                    action,
                    done=action.done if done is None else done,
                    status=row.status or action.status,
                    owner=row.owner or action.owner,
                    due=row.due or action.due,
                    link=first_link(row.link, self._references) or action.link,
                )

    # prose -------------------------------------------------------------------------------------

    def _prose(self, blocks: Sequence[Block], under: _Under) -> Iterator[Action]:
        """One action a paragraph, or one a line where every line is a sentence of its own."""
        for block in blocks:
            if block.kind is not BlockKind.PARAGRAPH:
                continue
            if label := label_of(block):
                under = under.labelled(label)
                continue
            if block.text.rstrip().endswith(":") or only_points_elsewhere(block.text):
                continue
            for first, end, text in self._sentences(block):
                if len(bare(text).split()) >= 3:
                    yield from self._action(text, "", Block(BlockKind.PARAGRAPH, first, end), under)

    def _sentences(self, block: Block) -> list[tuple[int, int, str]]:
        lines = block.text.split("\n")
        apart = (
            len(lines) > 1
            and len(lines) == block.end - block.first
            and all(0 < len(line) <= _LONGEST_LINE and not line[:1].islower() for line in lines)
            and all(_SENTENCE_END.search(line.rstrip()) for line in lines[:-1])
        )
        if not apart:
            return [(block.first, block.end, flowing(block.text))]
        return [(block.first + at, block.first + at + 1, flowing(line)) for at, line in enumerate(lines)]

    # one action --------------------------------------------------------------------------------

    def _action(self, text: str, detail: str, block: Block, under: _Under) -> Iterator[Action]:
        boxed, text = progress.box(text)
        if not says_something(text):
            return
        told, status = progress.in_words(text)
        fields = [line.lstrip("- ") for line in detail.splitlines()]
        offset, length = self._lines.span(block.first, block.end)
        yield Action(
            text=text,
            detail=detail,
            done=next((state for state in (boxed, told, under.done) if state is not None), None),
            owner=owner_in_any([text, *fields]) or under.owner,
            due=due_in_any([text, *fields]) or under.due,
            status=status,
            link=first_link(f"{text}\n{detail}", self._references),
            group=under.group,
            heading=under.heading,
            offset=offset,
            length=length,
        )


def _own_text(item: Block) -> str:
    """The first paragraph of an item; its nested list is something else."""
    first = next(iter(item.of(BlockKind.PARAGRAPH, BlockKind.HEADING)), None)
    return flowing(first.text) if first else ""


def _items(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind is BlockKind.ITEM:
            yield block
        yield from _items(block.children)


def _is_label(text: str) -> bool:
    """An item that only names what follows: ``**Long term:**``, ``Alex``, ``Notes for:``."""
    plain = bare(text)
    return (
        not plain
        or plain.endswith(":")
        or (
            text.startswith("**")
            and text.rstrip(":").endswith("**")
            and text.count("**") == 2
            and who(plain) is not None
        )
        or who(plain) is not None
    )


def _until_heading(blocks: Sequence[Block], place: int) -> list[Block]:
    below = []
    for block in blocks[place:]:
        if block.kind is BlockKind.HEADING:
            break
        below.append(block)
    return below


def _has_lists(blocks: Sequence[Block]) -> bool:
    return any(block.kind in (BlockKind.LIST, BlockKind.TABLE) for block in blocks)


def _is_theme(heading: Block) -> bool:
    """A heading of one word or with nothing but a time frame is no action."""
    return len(bare(heading.text).split()) < 2
