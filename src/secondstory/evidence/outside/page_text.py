"""The words of a fetched page: what a reader sees, without what it is made of."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

_UNSEEN = {"script", "style", "template", "noscript", "svg", "head"}
_BLOCKS = {
    "p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "li", "ul", "ol", "dl", "dt", "dd",
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "br", "hr", "pre", "blockquote", "figure", "figcaption", "title",
}  # fmt: skip
# What pages are written in. Python knows many more codings: some take hours for a page, some give halves of characters.
_WRITTEN_IN = re.compile(
    r"utf[-_]?(?:8|16)(?:[-_]?(?:le|be|sig))?|(?:us[-_]?)?ascii|latin[-_]?\d{1,2}|iso[-_]?8859[-_]?\d{1,2}"
    r"|(?:windows[-_]?|cp)\d{3,4}|koi8[-_][ru]|mac(?:intosh|[-_]?\w{1,12})|gb(?:2312|k|18030)|big5(?:[-_]?hkscs)?"
    r"|euc[-_]?(?:jp|kr)|shift[-_]?jis|sjis|iso[-_]2022[-_](?:jp|kr)|tis[-_]?620",
    re.I,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,40})", re.I)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unseen: list[str] = []
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title":
            self.in_title = True
        elif tag == "body":
            self.unseen.clear()  # a head that was never closed
        elif tag in _UNSEEN and tag not in self.unseen:  # its first end closes all of its name
            self.unseen.append(tag)
        if tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag in ("td", "th"):
            self.pieces.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self.in_title = False
        if tag in self.unseen:
            del self.unseen[self.unseen.index(tag) :]
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if self.in_title or not self.unseen:
            self.pieces.append(data)

    def end(self) -> None:
        """What the parser still held back. Its own ``close`` reads a mark that was never closed as text and looks at all
        behind it once more, for each of them: 200 kB of such marks take minutes. A browser shows none of it either."""
        if not self.rawdata.startswith("<"):
            self.handle_data(unescape(self.rawdata))


def page_text(content: bytes, charset: str = "") -> str:
    """The page's title and words, one paragraph a line."""
    words = _Words()
    words.feed(_decoded(content, charset))
    words.end()
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in "".join(words.pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _decoded(content: bytes, charset: str) -> str:
    said = _CHARSET.search(content[:2048])
    for name in (charset, said[1].decode() if said else "", "utf-8"):
        if not _WRITTEN_IN.fullmatch(name):
            continue
        try:
            return content.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return content.decode("latin-1")
