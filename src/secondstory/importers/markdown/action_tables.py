"""Tables of actions: which column says what, by the words in the table's head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from secondstory.importers.markdown.blocks import Block, BlockKind
from secondstory.importers.markdown.inline import bare, flowing

_COLUMNS = {
    "owner": (
        r"(?:action )?(?:owners?|assign(?:ee|ed(?: to)?))|who|responsible.*|dri|lead|by whom|person|team|contact|poc",
    ),
    "due": (
        r"(?:due|target|expected|completion|end)?\s*(?:date|by)|due.*|expected.*|planned for",
        r"deadline|eta|target|when|time ?frame|timeline",
    ),
    "status": (r"status|state|done\??|progress|completed?\??|resolved\??",),
    "link": (
        r"(?:(?:issue|tracking|ticket|jira|bug|pr|github|tracker)(?: ?/ ?\w+)? ?)?"
        r"(?:links?|bugs?|issues?|tickets?|prs?|references?|tracking|url|id|#)(?: (?:id|number|link))?",
        r"jira|tracker",
    ),
    "text": (
        r"(?:.* )?(?:actions?(?: items?)?|items?|tasks?|descriptions?|what|remediations?|recommendations?|improvements?"
        r"|measures?|steps?|summary|title|to[- ]?do|follow[- ]?ups?|mitigations?|fix(?:es)?|changes?)"
        r"(?: description| taken| required)?",
    ),
}
_PATTERNS = {meaning: re.compile("|".join(patterns)) for meaning, patterns in _COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class TableRow:
    """One action of a table, its cells by meaning. ``detail`` holds the other columns, named."""

    block: Block
    text: str
    owner: str | None
    due: str | None
    status: str | None
    link: str
    detail: str


def rows(table: Block) -> Iterator[TableRow]:
    lines = list(table.of(BlockKind.ROW))
    if not lines:
        return
    head = [bare(cell.text) for cell in lines[0].children]
    meanings = _meanings(head, lines[1:])
    for line in lines[1:]:
        cells = [flowing(cell.text) for cell in line.children]
        by_meaning: dict[str, str] = {}
        detail = []
        for name, meaning, cell in zip(head, meanings, cells, strict=False):
            if meaning and meaning not in by_meaning:
                by_meaning[meaning] = cell
            elif bare(cell):
                detail.append(f"{name}: {cell}" if name else cell)
        owner = bare(by_meaning.get("owner", ""))
        yield TableRow(
            block=line,
            text=by_meaning.get("text", ""),
            owner=owner if owner.strip("?-– ") else None,
            due=_said(by_meaning.get("due")),
            status=_said(by_meaning.get("status")),
            link=by_meaning.get("link", ""),
            detail="\n".join(detail),
        )


def _meanings(head: list[str], lines: list[Block]) -> list[str | None]:
    found: list[str | None] = []
    for name in head:
        words = name.casefold().strip(" :*")
        meaning = next((meaning for meaning, pattern in _PATTERNS.items() if pattern.fullmatch(words)), None)
        found.append(meaning if meaning not in found else None)
    if "text" not in found and head:
        # No head we know: the column with the most words says what to do.
        lengths = [
            sum(len(line.children[at].text) for line in lines if at < len(line.children)) for at in range(len(head))
        ]
        free = [at for at, meaning in enumerate(found) if meaning is None] or [0]
        found[max(free, key=lambda at: lengths[at])] = "text"
    return found


def _said(cell: str | None) -> str | None:
    said = bare(cell or "")
    return said if said.strip("?-– ") else None
