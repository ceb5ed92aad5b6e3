"""
Markdown as people write it, turned into HTML a page can trust.

The parser already leaves raw HTML out; the result is cleaned all the same, always, so that a
fault in the parser is not a hole in the page. Pictures become links: a picture from elsewhere
would tell its host who reads here.

No words are left out, and none take long. The parser passes over what nests deeper than it goes, so a
text that does is shown as it was typed; so is one whose depth and length together ask for more work than
people's texts do. Within a line, brackets nest a few deep: what is beyond that is no link anyway.
"""

import re
from collections.abc import Sequence
from html import escape

import nh3
from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
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


class WithinALine(ParserInline):
    """Looks for marks within a line as a parser that nests less deep does. How deep an open bracket makes it look
    is what a text of nothing but brackets costs, for each of them."""

    def __init__(self, shallow: MarkdownIt) -> None:
        super().__init__()
        self.shallow = shallow

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        return self.shallow.inline.parse(src, self.shallow, env, tokens)


def parser() -> MarkdownIt:
    shallow, deep = (
        MarkdownIt("commonmark", {"html": False, "maxNesting": most}, renderer_cls=Renderer).enable(
            ["table", "strikethrough"]
        )
        for most in (DEEPEST_IN_A_LINE, DEEPEST)
    )
    deep.inline = WithinALine(shallow)
    return deep


# A list in a list is two deep.
DEEPEST = 20
DEEPEST_IN_A_LINE = 6
PARSER = parser()
# Each line is looked at once for each quote or list that it may go on with.
MOST_WORK = 60_000
MOST_BRACKETS = 10_000
CONTAINERS = re.compile(r"^((?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))+)", re.M)
# What can begin or end a mark within a line, an escape, or an address in angle brackets.
MARKS = re.compile(r"[*_`\[\]<>&\\~!]")


def parsed(text: str, top: int = TOP_HEADING) -> Sequence[Token] | None:
    """What ``render`` makes HTML of, for other papers; None for a text that is shown as it was typed."""
    if _work(text) > MOST_WORK or text.count("[") > MOST_BRACKETS:
        return None
    tokens = PARSER.parse(text)
    if any(token.nesting == 1 and token.level + 1 >= DEEPEST for token in tokens):
        return None
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + top - 1, 6)}"
    return tokens


def storable(text: str) -> str:
    """Without what no paper can show."""
    return SURROGATES.sub("\ufffd", CONTROLS.sub("", text))


def render(text: str, top: int = TOP_HEADING) -> str:
    """
    HTML for a text in Markdown. Its first-level headings become `top`, the next ones follow, so
    that a write-up cannot break the order of headings of the page it stands on.
    """
    text = storable(text)
    tokens = parsed(text, top)
    if tokens is None:
        return _as_typed(text)
    return clean(PARSER.renderer.render(tokens, PARSER.options, {}))


def render_inline(text: str) -> str:
    """HTML for one piece of text with the marks that stand within a line: no paragraphs, lists or headings.
    Most lines have no marks and cost next to nothing, so that lists of thousands may use it."""
    text = storable(text)
    return clean(PARSER.renderInline(text)) if MARKS.search(text) else escape(text, quote=False)


def _work(text: str) -> int:
    """How deep it may nest, times its lines; an indented item is as deep as it is indented."""
    deep = max((_depth(found[1]) for found in CONTAINERS.finditer(text)), default=1)
    return min(deep, DEEPEST) * (text.count("\n") + 1)


def _depth(head: str) -> int:
    indented = len(head) - len(head.lstrip(" \t"))
    return len(head.replace(">", " > ").split()) + indented // 2


def _as_typed(text: str) -> str:
    return clean(f"<pre>{escape(text, quote=False)}</pre>")
