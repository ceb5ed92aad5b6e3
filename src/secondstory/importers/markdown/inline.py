"""The words inside Markdown's marks: enough to compare a heading or show an item."""

from __future__ import annotations

import html
import re

_IMAGE = re.compile(r"!\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_REFERENCE = re.compile(r"\[([^\[\]]+)\]\[([^\[\]]*)\]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.{0,2000}?-->", re.DOTALL)
_ANCHOR = re.compile(r"\{#[^{}]*\}$")
_MARKS = re.compile(r"[*`]+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)|~~")
_SPACES = re.compile(r"\s+")
_URL = re.compile(r"https?://[^\s<>\[\]\"'|\\]+")
_TARGET = re.compile(r"\]\(<?([^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)>?")


def bare(text: str) -> str:
    """One line of plain words, without links, marks, tags and anchors."""
    text = _ANCHOR.sub("", text.rstrip())
    for pattern in (_IMAGE, _LINK, _REFERENCE):
        text = pattern.sub(r"\1", text)
    text = _MARKS.sub("", _TAG.sub(" ", text))
    return _SPACES.sub(" ", html.unescape(text)).strip()


def flowing(text: str) -> str:
    """Soft line breaks undone; the Markdown inside stays, it is what people wrote."""
    return _SPACES.sub(" ", _TAG.sub(" ", text)).strip()


def first_link(text: str, references: dict[str, str]) -> str | None:
    """The first web address: a link's target, a bare address, or what ``[name]`` refers to."""
    found: list[tuple[int, str]] = []
    if target := _TARGET.search(text):
        found.append((target.start(), target[1]))
    if url := _URL.search(text):
        found.append((url.start(), url[0].rstrip(").,;:!?*_")))
    if references:
        for named in re.finditer(r"\[([^\[\]]+)\]", text):
            # As the parser does: spaces as one, upper case.
            if href := references.get(_SPACES.sub(" ", named[1].strip()).upper()):
                found.append((named.start(), href))
                break
    links = [address for _, address in sorted(found) if "://" in address]
    return links[0] if links else None
