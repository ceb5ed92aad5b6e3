"""
Markdown as people write it, turned into HTML a page can trust.

The parser already leaves raw HTML out; the result is cleaned all the same, always, so that a
fault in the parser is not a hole in the page. Pictures become links: a picture from elsewhere
would tell its host who reads here.
"""

import re
from collections.abc import Sequence
from html import escape

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from secondstory.ui.text import CONTROLS, SURROGATES

TOP_HEADING = 3
TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "h5", "h6", "hr",
    "li", "ol", "p", "pre", "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}


def clean(html: str) -> str:
    """Keeps what Markdown can make and takes everything else out."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow noopener")


class Renderer(RendererHTML):
    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        picture = tokens[idx]
        alt = self.renderInlineAsText(picture.children or [], options, env) or "picture"
        link = Token("link_open", "a", 1, attrs={"href": picture.attrs.get("src", "")})
        return f"{self.renderToken([link], 0, options, env)}{nh3.clean_text(alt)}</a>"


def parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}, renderer_cls=Renderer)
    return parser.enable(["table", "strikethrough"])


PARSER = parser()
# What can begin or end a mark within a line, an escape, or an address in angle brackets.
MARKS = re.compile(r"[*_`\[\]<>&\\~!]")


def render(text: str, top: int = TOP_HEADING) -> str:
    """
    HTML for a text in Markdown. Its first-level headings become `top`, the next ones follow, so
    that a write-up cannot break the order of headings of the page it stands on.
    """
    tokens = PARSER.parse(SURROGATES.sub("\ufffd", CONTROLS.sub("", text)))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + top - 1, 6)}"
    return clean(PARSER.renderer.render(tokens, PARSER.options, {}))


def render_inline(text: str) -> str:
    """HTML for one piece of text with the marks that stand within a line: no paragraphs, lists or headings.
    Most lines have no marks and cost next to nothing, so that lists of thousands may use it."""
    text = SURROGATES.sub("\ufffd", CONTROLS.sub("", text))
    return clean(PARSER.renderInline(text)) if MARKS.search(text) else escape(text, quote=False)
