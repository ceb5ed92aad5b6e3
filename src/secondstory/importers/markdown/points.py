"""The points a section makes: its list items, table rows, or paragraphs where there is no list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from secondstory.importers.markdown.blocks import Block, BlockKind
from secondstory.importers.markdown.inline import bare, flowing
from secondstory.importers.markdown.labels import label_of
from secondstory.importers.markdown.lines import Lines
from secondstory.importers.markdown.outline import Part
from secondstory.importers.markdown.shapes import Item

_EMPTY = re.compile(r"(?:n/?a|none|nothing|tbd|tba|todo|unknown|\?+|-+|\.+|…)?[.!\s]*", re.IGNORECASE)
_PICTURE = re.compile(r"(?:!\[[^\]]*\]\([^()\s]*\)\s*)+")
_BETWEEN_LINKS = {"see", "see:", "and", "&", ","}


def points(part: Part, lines: Lines) -> Iterator[Item]:
    """Points in the order of the text, each under the nearest heading above it."""
    yield from _points(part.blocks, part.section.heading, lines)


def points_of(block: Block, after: Block | None, heading: str, lines: Lines) -> Iterator[Item]:
    """The points of one block; ``after`` is the one that follows it."""
    match block.kind:
        case BlockKind.LIST:
            for item in block.children:
                yield from _point(whole_text(item), item, heading, lines)
        case BlockKind.TABLE:
            for row in block.children[1:]:
                yield from _point(row_text([cell.text for cell in row.children]), row, heading, lines)
        case BlockKind.QUOTE:
            yield from _points(block.children, heading, lines)
        case BlockKind.PARAGRAPH:
            leads_in = block.text.rstrip().endswith(":") and _is_list(after)
            if not leads_in and not label_of(block) and not _shows_only(block.text):
                yield from _point(flowing(block.text), block, heading, lines)
        case _:
            pass


def says_something(text: str) -> bool:
    """Not a gap in a template: ``N/A``, ``-``, ``principle 1 -``."""
    return bool(bare(text)) and not _EMPTY.fullmatch(bare(text))


def only_points_elsewhere(text: str) -> bool:
    return all(word.lstrip("<([!").startswith("http") or word.casefold() in _BETWEEN_LINKS for word in text.split())


def _shows_only(text: str) -> bool:
    return only_points_elsewhere(text) or bool(_PICTURE.fullmatch(text.strip()))


def whole_text(item: Block) -> str:
    """An item with everything below it, nested points as their own lines."""
    pieces = []
    for block in item.children:
        if block.kind is BlockKind.PARAGRAPH:
            pieces.append(flowing(block.text))
        elif block.kind is BlockKind.LIST:
            pieces += [
                f"- {line}" if at == 0 else f"  {line}"
                for child in block.children
                for at, line in enumerate(whole_text(child).splitlines())
            ]
        elif block.kind in (BlockKind.CODE, BlockKind.QUOTE, BlockKind.TABLE):
            pieces.append(_inner(block))
        elif block.kind is BlockKind.HEADING:
            pieces.append(bare(block.text))
    return "\n".join(piece for piece in pieces if piece)


def row_text(cells: Sequence[str]) -> str:
    return " · ".join(flowing(cell) for cell in cells if cell.strip())


def _inner(block: Block) -> str:
    if block.kind is BlockKind.TABLE:
        return "\n".join(row_text([cell.text for cell in row.children]) for row in block.children)
    return block.text.rstrip() or "\n".join(flowing(child.text) for child in block.children if child.text)


def _points(blocks: Sequence[Block], heading: str, lines: Lines) -> Iterator[Item]:
    for place, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            heading = bare(block.text)
        else:
            yield from points_of(block, blocks[place + 1] if place + 1 < len(blocks) else None, heading, lines)


def _is_list(block: Block | None) -> bool:
    return block is not None and block.kind in (BlockKind.LIST, BlockKind.TABLE, BlockKind.CODE)


def _point(text: str, block: Block, heading: str, lines: Lines) -> Iterator[Item]:
    if says_something(text):
        offset, length = lines.span(block.first, block.end)
        yield Item(text, offset, length, heading)
