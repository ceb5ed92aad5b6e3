"""A Markdown text as a tree of blocks, each knowing its lines. The inside of a block stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Only the block rules: inline parsing would cost most of the time and nothing here needs it.
_PARSER = MarkdownIt("commonmark").enable("table")
_PARSER.core.ruler.enableOnly(["normalize", "block"])


class BlockKind(Enum):
    HEADING = auto()
    PARAGRAPH = auto()
    LIST = auto()
    ITEM = auto()
    TABLE = auto()
    ROW = auto()
    CELL = auto()
    QUOTE = auto()
    CODE = auto()
    OTHER = auto()


_OPENS = {
    "heading_open": BlockKind.HEADING,
    "paragraph_open": BlockKind.PARAGRAPH,
    "bullet_list_open": BlockKind.LIST,
    "ordered_list_open": BlockKind.LIST,
    "list_item_open": BlockKind.ITEM,
    "table_open": BlockKind.TABLE,
    "tr_open": BlockKind.ROW,
    "th_open": BlockKind.CELL,
    "td_open": BlockKind.CELL,
    "blockquote_open": BlockKind.QUOTE,
}
_ALONE = {"fence": BlockKind.CODE, "code_block": BlockKind.CODE}


@dataclass(slots=True)
class Block:
    """Lines ``first`` to before ``end``; ``text`` is the inside of a heading, paragraph or cell."""

    kind: BlockKind
    first: int
    end: int
    level: int = 0
    text: str = ""
    children: list[Block] = field(default_factory=list)

    def of(self, *kinds: BlockKind) -> Iterator[Block]:
        return (child for child in self.children if child.kind in kinds)


@dataclass(frozen=True, slots=True)
class Tree:
    blocks: list[Block]
    references: dict[str, str]


def tree(text: str, *, skip_lines: int = 0) -> Tree:
    """Top-level blocks, and the targets of ``[reference]`` links. The skipped lines read as blank."""
    if skip_lines:
        lines = re.split(r"\r\n?|\n", text)
        text = "\n".join([""] * skip_lines + lines[skip_lines:])
    env: dict[str, dict[str, dict[str, str]]] = {}
    tokens = _PARSER.parse(text, env)
    references = {name: target.get("href", "") for name, target in env.get("references", {}).items()}
    return Tree(_nested(tokens), references)


def _nested(tokens: list[Token]) -> list[Block]:
    root = Block(BlockKind.OTHER, 0, 0)
    open_blocks = [root]
    for token in tokens:
        kind = _OPENS.get(token.type)
        first, end = token.map or (open_blocks[-1].first, open_blocks[-1].end)
        if kind:
            block = Block(kind, first, end, level=int(token.tag[1]) if kind is BlockKind.HEADING else 0)
            open_blocks[-1].children.append(block)
            open_blocks.append(block)
        elif token.type.removesuffix("_close") + "_open" in _OPENS:
            open_blocks.pop()
        elif token.type == "inline":
            open_blocks[-1].text = token.content
        elif token.nesting == 0:
            alone = _ALONE.get(token.type, BlockKind.OTHER)
            open_blocks[-1].children.append(Block(alone, first, end, text=token.content))
    return root.children
