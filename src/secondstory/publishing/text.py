"""Plain words out of Markdown, for places that show a line and no more."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from secondstory.ui.text import CONTROLS, SURROGATES, shorten

SUMMARY = 600
_parser = MarkdownIt("commonmark", {"html": False})
_blank = re.compile(r"\s+")


def _said(tokens: list[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.children:
            parts.append(_said(token.children))
    return "".join(parts)


def paragraphs(markdown: str) -> list[str]:
    """Each paragraph, heading, item or block of code as plain text without marks."""
    cleaned = SURROGATES.sub("", CONTROLS.sub(" ", markdown))
    told = []
    for token in _parser.parse(cleaned):
        if token.type == "inline":
            told.append(_said(token.children or []))
        elif token.type in ("fence", "code_block"):
            told.append(token.content)
    return [line for text in told if (line := _blank.sub(" ", text).strip())]


def first_paragraph(markdown: str) -> str:
    """The first thing said, cut at a word when it is long."""
    return shorten(next(iter(paragraphs(markdown)), ""), SUMMARY)
