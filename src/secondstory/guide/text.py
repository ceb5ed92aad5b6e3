"""A page of the guide as HTML: its links lead to other pages of it, its pictures lie beside it."""

from __future__ import annotations

import re
from functools import cache

import nh3
from django.urls import reverse
from markdown_it import MarkdownIt
from markdown_it.token import Token

from secondstory.guide.pages import Page, pages, pictures

PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "img",
    "li", "ol", "p", "pre", "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
HEADINGS = {f"h{level}": {"id"} for level in range(2, 7)}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "img": {"src", "alt", "loading"}, **HEADINGS}
# A wide table moves within its frame, by keyboard, too.
FRAME = '<div class="table__frame" role="group" aria-label="Table" tabindex="0">'
ELSEWHERE = re.compile(r"[a-z]+:|/|#")
PAGE = re.compile(r"(?:\.\./)?(?:(?P<shelf>[\w-]+)/)?(?P<key>[\w-]+)\.md(?P<part>#.*)?")


@cache
def html(page: Page) -> str:
    """The page's text; the same for every reader, as long as the process lives."""
    tokens = PARSER.parse(page.text)
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and following:
            token.attrSet("id", anchor(following.content))
        _lead_on(page, token.children or [])
    rendered = PARSER.renderer.render(tokens, PARSER.options, {})
    cleaned = nh3.clean(rendered, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https"}, link_rel="noopener")
    return cleaned.replace("<table>", f"{FRAME}<table>").replace("</table>", "</table></div>")


def anchor(heading: str) -> str:
    """How a heading is named in an address: as it is where such pages are usually looked at."""
    return re.sub(r"[^\w-]+", "-", re.sub(r"[`*'’?.,:()]", "", heading.lower())).strip("-")


def _lead_on(page: Page, inline: list[Token]) -> None:
    """Gives links and pictures the addresses they have here. A link that leads to no page of the guide becomes words."""
    open_links: list[Token] = []
    for token in inline:
        if token.type == "image":
            name = str(token.attrs["src"]).removeprefix("pictures/")
            is_here = (page.shelf, name) in pictures()
            token.attrs["src"] = reverse("guide-picture", args=[page.shelf, name]) if is_here else ""
            token.attrs["loading"] = "lazy"
        elif token.type == "link_open":
            open_links.append(token)
            address = _address(page, str(token.attrs["href"]))
            token.attrs = {"href": address} if address else {}
            token.hidden = not address
        elif token.type == "link_close" and open_links.pop().hidden:
            token.hidden = True


def _address(page: Page, target: str) -> str:
    if ELSEWHERE.match(target):
        return target
    found = PAGE.fullmatch(target)
    if found is None:
        return ""
    shelf, key = found["shelf"] or page.shelf, found["key"]
    return reverse("guide-page", args=[shelf, key]) + (found["part"] or "") if (shelf, key) in pages() else ""
