"""What a write-up is called, and how it introduces itself."""

from __future__ import annotations

import re

from secondstory.importers.markdown.blocks import Block, BlockKind
from secondstory.importers.markdown.inline import bare
from secondstory.importers.markdown.outline import Outline
from secondstory.importers.markdown.shapes import SectionKind

_LEADING_DATE = re.compile(r"^\d{4}[-_.]?\d\d[-_.]?\d\d[-_ ]*")
_LABEL_LINE = re.compile(r"^[*_]*[A-Za-z][\w /-]{0,40}[*_]*:[*_]*\s*\S.{0,120}$")
_LONGEST_LINE = 100


def written_title(cut: Outline, front_matter: dict[str, str]) -> str:
    """From the front matter, the first heading, or a short first line; empty when none of them is there."""
    if title := bare(front_matter.get("title", "")):
        return title
    for part in cut.parts:
        if part.section.kind is SectionKind.TITLE:
            return part.section.heading
    return _first_line(cut.preamble_blocks[0]) if cut.preamble_blocks else ""


def title_from_file(file: str) -> str:
    """``2021-05-29-search-not-available.md`` is "search not available"."""
    name = re.split(r"[\\/]", file)[-1]
    stem = name.rsplit(".", 1)[0] if "." in name[1:] else name
    return re.sub(r"[-_\s]+", " ", _LEADING_DATE.sub("", stem)).strip() or stem.strip() or "Untitled write-up"


def introduction(cut: Outline) -> str:
    """What is told before the first section, without its labels, pictures and contents."""
    blocks = list(cut.preamble_blocks)
    for part in cut.parts[:1]:
        if part.section.kind is SectionKind.TITLE:
            blocks += part.blocks
    return "\n\n".join(block.text for block in blocks if _tells(block))


def _first_line(block: Block) -> str:
    text = bare(block.text)
    is_short = block.kind is BlockKind.PARAGRAPH and "\n" not in block.text and 0 < len(text) <= _LONGEST_LINE
    return text if is_short and not text.endswith((".", ":", "!", "?")) else ""


def _tells(block: Block) -> bool:
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    lines = [line for line in block.text.splitlines() if line.strip()]
    return bool(bare(block.text)) and not all(_LABEL_LINE.match(line) or line.startswith("![") for line in lines)
