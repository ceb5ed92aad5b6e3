"""Plain words out of Markdown, for places that show a line and no more."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from secondstory.ui.text import CONTROLS, SURROGATES, shorten

SUMMARY = 600
_parser = MarkdownIt("commonmark", {"html": False})
_blank = re.compile(r"\s+")
# Marks as people type them, each with an end to how far it looks: any text costs its length.
_LINK = re.compile(r"!?\[([^\[\]\n]{1,300})\]\(<?[^()\s<>]{0,500}>?(?:[ \t]+\"[^\"\n]{0,200}\")?\)")
_RULED = re.compile(r"^[ \t]{0,3}(?:(?:`{3,}|~{3,})[\w+-]{0,40}|-{3,}|\*{3,}|_{3,}|={3,})[ \t]*$", re.MULTILINE)
_BEGINS = re.compile(r"^[ \t]{0,12}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+){1,8}", re.MULTILINE)
_PAIRS = (
    re.compile(r"(?<!\*)\*\*(?=[^\s*])([^*\n]{1,600})(?<=[^\s*])\*\*(?!\*)"),
    re.compile(r"(?<![\w_])__(?=[^\s_])([^_\n]{1,600})(?<=[^\s_])__(?![\w_.])"),
    re.compile(r"~~(?=[^\s~])([^~\n]{1,600})(?<=[^\s~])~~"),
    re.compile(r"`([^`\n]{1,300})`"),
    re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,300})(?<=[^\s*])\*(?![\w*])"),
    re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]{1,300})(?<=[^\s_])_(?![\w_])"),
)


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


def without_marks(markdown: str) -> str:
    """The same words without the marks of links, emphasis, headings, lists and code, for a snippet. What only looks like
    a mark (``rm -rf *``, ``retry_count``) stays."""
    text = _BEGINS.sub("", _RULED.sub("", markdown))
    text = _LINK.sub(r"\1", text)
    for pair in _PAIRS:
        text = pair.sub(r"\1", text)
    return text


def first_paragraph(markdown: str) -> str:
    """The first thing said, cut at a word when it is long."""
    return shorten(next(iter(paragraphs(markdown)), ""), SUMMARY)
