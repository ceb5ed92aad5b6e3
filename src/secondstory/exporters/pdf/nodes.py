"""Markdown as plain values that a typesetter walks: blocks, and what stands within a line. No database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Any
from urllib.parse import urlsplit

from markdown_it.token import Token

from secondstory.ui.markdown import SCHEMES, parsed, storable

Node = dict[str, Any]
# A table that is larger stands as lines of text: to set it would cost more than anybody reads.
MOST_CELLS, MOST_COLUMNS = 3000, 16
_WITHIN = {"strong_open": "b", "em_open": "i", "s_open": "del"}
_CLOSES = {"strong_close", "em_close", "s_close", "link_close"}


def blocks(text: str, *, top: int = 1) -> list[Node]:
    """``top`` is what its first headings become."""
    text = storable(text)
    tokens = parsed(text, top)
    if tokens is None:
        return [{"t": "code", "text": text}]
    return _blocks(iter(tokens), "")


def _blocks(tokens: Iterator[Token], until: str) -> list[Node]:
    found: list[Node] = []
    for token in tokens:
        if token.type == until:
            break
        match token.type:
            case "heading_open":
                found.append({"t": "h", "level": int(token.tag[1]), "c": _line(tokens, "heading_close")})
            case "paragraph_open":
                found.append({"t": "p", "c": _line(tokens, "paragraph_close")})
            case "bullet_list_open":
                found.append({"t": "list", "c": _items(tokens, "bullet_list_close")})
            case "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                found.append({"t": "numbers", "start": start, "c": _items(tokens, "ordered_list_close")})
            case "blockquote_open":
                found.append({"t": "quote", "c": _blocks(tokens, "blockquote_close")})
            case "fence" | "code_block":
                found.append({"t": "code", "text": token.content.rstrip("\n")})
            case "hr":
                found.append({"t": "rule"})
            case "table_open":
                found.append(_table(_rows(tokens)))
    return found


def _items(tokens: Iterator[Token], until: str) -> list[list[Node]]:
    items = []
    for token in tokens:
        if token.type == until:
            break
        if token.type == "list_item_open":
            items.append(_blocks(tokens, "list_item_close"))
    return items


def _line(tokens: Iterator[Token], until: str) -> list[Node]:
    found: list[Node] = []
    for token in tokens:
        if token.type == until:
            break
        if token.type == "inline":
            found = within(token.children or [])
    return found


def _rows(tokens: Iterator[Token]) -> list[list[list[Node]]]:
    rows: list[list[list[Node]]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append(_line(tokens, token.type.replace("open", "close")))
    return rows


def _table(rows: list[list[list[Node]]]) -> Node:
    columns = max((len(row) for row in rows), default=0)
    if columns > MOST_COLUMNS or columns * len(rows) > MOST_CELLS:
        return {"t": "code", "text": "\n".join(" | ".join(said(cell) for cell in row) for row in rows)}
    whole = [[*row, *[[]] * (columns - len(row))] for row in rows]
    return {"t": "table", "widths": [_width([said(row[at]) for row in whole]) for at in range(columns)], "c": whole}


def _width(cells: list[str]) -> float:
    """A column's part of the page: as long as its cells are, less so for very long ones."""
    longest_word = max((len(word) for cell in cells for word in cell.split()[:50]), default=1)
    return round(max(sqrt(sum(map(len, cells)) / len(cells)), min(longest_word, 24) / 3, 1.5), 2)


def within(tokens: Sequence[Token]) -> list[Node]:
    return _within(iter(tokens))


def _within(tokens: Iterator[Token]) -> list[Node]:
    found: list[Node] = []
    for token in tokens:
        if token.type in _CLOSES:
            break
        if token.type in _WITHIN:
            found.append({"t": _WITHIN[token.type], "c": _within(tokens)})
        elif token.type == "link_open":
            found.append(_link(str(token.attrs.get("href", "")), _within(tokens)))
        elif token.type == "image":  # named, never fetched
            shown = within(token.children or []) or [{"t": "s", "text": "picture"}]
            found.append(_link(str(token.attrs.get("src", "")), shown))
        elif token.type == "code_inline":
            found.append({"t": "code", "text": token.content})
        elif token.type == "hardbreak":
            found.append({"t": "br"})
        elif token.type == "softbreak":
            found.append({"t": "s", "text": " "})
        elif token.content:
            found.append({"t": "s", "text": token.content})
    return found


def _link(url: str, shown: list[Node]) -> Node:
    try:
        leads_out = urlsplit(url).scheme.lower() in SCHEMES and len(url) < 2000
    except ValueError:
        leads_out = False
    return {"t": "a", "url": url, "c": shown} if leads_out else {"t": "plain", "c": shown}


def said(nodes: Sequence[Node]) -> str:
    """The words alone."""
    return "".join(one["text"] if "text" in one else " " if one["t"] == "br" else said(one["c"]) for one in nodes)
