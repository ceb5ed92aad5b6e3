"""Cutting a text into lines, and a line into its markup and its content. Offsets are kept throughout."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .clocks import BLANK

_PHYSICAL = re.compile(r"([^\n\r\x0b\x0c\x85\u2028\u2029]*)(\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]|\Z)")
_BREAK = re.compile(r"<br\s{0,4}/?>", re.IGNORECASE)
_PREFIX = re.compile(
    rf"(?P<quote>(?:{BLANK}*>)*)(?P<indent>{BLANK}*)"
    rf"(?:(?P<heading>\#{{1,6}})(?={BLANK})"
    rf"|(?P<bullet>(?:\\?[-*+•‣◦▪●·–—](?={BLANK})|-(?=\d{{1,2}}[/:.]\d)|(?:\d{{1,3}}[.)]|[a-z]\)|\[\#\d{{1,3}}\])(?={BLANK})))"
    rf"{BLANK}*(?:\[[ xX]\](?={BLANK}))?)?{BLANK}*"
)
_FENCE = re.compile(r"(?:[ \t]*>)*[ \t]*(?:[-*+][ \t]+)?(```+|~~~+)")
_RULE = re.compile(
    rf"(?:{BLANK}*(?:-{BLANK}*){{3,}}|{BLANK}*(?:\*{BLANK}*){{3,}}|{BLANK}*(?:_{BLANK}*){{3,}}|\.\.\.|…|={{3,}})\Z"
)
_BOLD = re.compile(r"\*\*[^*\n]{1,200}\*\*:?\Z|__[^_\n]{1,200}__:?\Z")
_TAB = 4
_INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff"


@dataclass(slots=True)
class Line:
    """One line; ``start`` and ``end`` leave out the white space around it, ``body`` its markup too."""

    start: int
    end: int
    body: int
    indent: int = 0
    quoted: bool = False
    heading: int = 0
    bullet: bool = False
    bold: bool = False
    rule: bool = False
    fenced: bool = False
    piped: bool = False

    @property
    def blank(self) -> bool:
        return self.body >= self.end


def lines_of(text: str, *, fences: bool = True) -> list[Line]:
    """Every line, blank ones included. ``<br>`` breaks a line too, except in a table's row."""
    lines: list[Line] = []
    for m in _PHYSICAL.finditer(text):
        start, end = m.span(1)
        if start == end == len(text) and lines and m[2] == "":
            break
        content = m[1]
        if "<" in content and content.count("|") < 2 and _BREAK.search(content):
            for cut in _BREAK.finditer(content):
                lines.append(_line(text, start, m.start(1) + cut.start()))
                start = m.start(1) + cut.end()
            if not content or start < end:
                lines.append(_line(text, start, end))
        else:
            lines.append(_line(text, start, end))
    if fences:
        _mark_fences(text, lines)
    else:
        for line in lines:
            line.rule = line.rule or bool(_FENCE.match(text, line.start, line.end))
    return lines


def _line(text: str, start: int, end: int) -> Line:
    while end > start and (text[end - 1].isspace() or text[end - 1] in _INVISIBLE):
        end -= 1
    if start >= end:
        return Line(end, end, end)
    m = _PREFIX.match(text, start, end)
    assert m is not None
    while start < end and (text[start].isspace() or text[start] in _INVISIBLE):
        start += 1
    body = m.end()
    short = end - body <= 220
    return Line(
        start,
        end,
        body,
        indent=len(m["indent"].expandtabs(_TAB)),
        quoted=m.end("quote") > m.start("quote"),
        heading=len(m["heading"] or ""),
        bullet=m["bullet"] is not None,
        bold=short and bool(_BOLD.match(text, body, end)),
        rule=short and bool(_RULE.match(text, m.end("quote"), end)),
        piped=text[body : body + 1] == "|",
    )


def _mark_fences(text: str, lines: list[Line]) -> None:
    """A fence counts only when it is closed: otherwise one stray mark would swallow the rest."""
    closers = [i for i, line in enumerate(lines) if _has_fence(text, line)]
    i = 0
    while i < len(closers):
        first = lines[closers[i]]
        opening = _FENCE.match(text, first.start, first.end)
        inline = opening and text.find(opening[1][:3], opening.end(), first.end) >= 0
        if opening and not inline and i + 1 < len(closers):
            for line in lines[closers[i] : closers[i + 1] + 1]:
                line.fenced = True
            i += 2
        else:
            i += 1


def _has_fence(text: str, line: Line) -> bool:
    return text.find("```", line.start, line.end) >= 0 or text.find("~~~", line.start, line.end) >= 0
