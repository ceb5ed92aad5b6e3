"""Lines that stand for headings without being one: ``**Root cause**``, ``Timeline:``, ``**Impact:** …``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from secondstory.importers.markdown.blocks import Block, BlockKind
from secondstory.importers.markdown.inline import bare

_BOLD = re.compile(r"(\*\*|__)(?P<label>[^*_\n]{1,100}?)(?P<end>:?\1:?)(?P<rest>[ \t]*)(?=\S|$)")
_PLAIN = re.compile(r"(?P<label>[A-Za-z][^.:*|\n]{0,60}):$")


@dataclass(frozen=True, slots=True)
class Label:
    """``alone``: nothing else is in the paragraph. ``length``: how much of its text the label takes."""

    words: str
    is_bold: bool
    alone: bool
    length: int


def label_at_head(block: Block) -> Label | None:
    """The label a paragraph is, or begins with: then it must be bold and have a colon."""
    if block.kind is not BlockKind.PARAGRAPH:
        return None
    text = block.text.strip()
    if bold := _BOLD.match(text):
        words = bare(bold["label"]).rstrip(":").strip()
        alone = bold.end() == len(text)
        has_colon = bold["label"].endswith(":") or ":" in bold["end"]
        return Label(words, True, alone, bold.end()) if words and (alone or has_colon) else None
    plain = _PLAIN.fullmatch(text)
    return Label(bare(plain["label"]), False, True, len(text)) if plain else None


def label_of(block: Block) -> str | None:
    """The words of a paragraph that is nothing but a label."""
    label = label_at_head(block)
    return label.words if label and label.alone else None


def end_in(written: str) -> int | None:
    """Where the label at the head of a paragraph ends in the paragraph as it stands in the file."""
    bold = _BOLD.search(written)
    return bold.end() if bold else None
