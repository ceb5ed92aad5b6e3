"""Who and until when, where the words of an action say so. As written; nothing is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable

from secondstory.importers.markdown.inline import bare
from secondstory.importers.markdown.names import who

_END = r"(?=\s*(?:[();|\n]|,\s|\.\s|\.?$|\b(?:due|eta|status|deadline)\b\s*[:=]))"
_OWNER = re.compile(
    rf"(?:\bowners?|\bassign(?:ed to|ee)|\bresponsible|\bdri|\blead)\**\s*[:=]\**\s*(?P<who>[^();|\n]{{1,60}}?){_END}",
    re.IGNORECASE,
)
_HANDLES = r"`?@[\w.-]+`?(?:(?:\s*[,/&+]\s*|\s+and\s+)`?@[\w.-]+`?)*"
_LAST = re.compile(rf"(?:[-–—(\[:]\s*|\s)(?P<who>{_HANDLES})\s*[)\]]?(?:\s*\[\w+\])?[.\s]*$")
_FIRST = re.compile(rf"^(?P<who>{_HANDLES})(?:\s+(?:to|will|is|are|planning)\b|\s*[:–—-]\s)")
_BOLD = re.compile(r"^\*\*(?P<who>[^*\n]{1,60}?):?\*\*:?\s+(?:to\s+)?(?P<rest>\S)")

_WHEN = (
    r"\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|(?:end of |mid[- ]|early |late )?"
    r"(?:q[1-4]|h[12])(?:[ -]\d{4})?(?:\s*[-–]\s*q[1-4](?: \d{4})?)?"
    r"|(?:the )?(?:end of )?(?:(?:this|next) )?(?:sprint|week|month|quarter|year)\b"
    r"|(?:end of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: \d{1,2}(?:st|nd|rd|th)?)?(?:,? \d{4})?"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:,? \d{4})?"
)
_DUE = re.compile(
    rf"(?:\b(?:due(?: date| by| on)?|deadline|eta|target(?: date)?|expected(?: date)?|expected by|timeline)\**\s*[:=]\**\s*"
    rf"(?P<labelled>[^();|\n]{{1,60}}?){_END})|\(?\b(?:due|eta|by|before|until)(?: the)? (?P<when>{_WHEN})(?![\w:])",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(rf"\((?P<when>{_WHEN})\)", re.IGNORECASE)


def owner_in(text: str) -> str | None:
    """``Owner: Ana``, ``… @dma`` at the end, ``@dma to …`` or ``**Ana** …`` at the beginning."""
    if found := _OWNER.search(text):
        return bare(found["who"]) or None
    for pattern in (_FIRST, _LAST):
        if found := pattern.search(text):
            return found["who"].replace("`", "")
    found = _BOLD.match(text)
    return who(found["who"]) if found else None


def owner_in_any(texts: Iterable[str]) -> str | None:
    return next((owner for text in texts if (owner := owner_in(text))), None)


def due_in(text: str) -> str | None:
    found = _DUE.search(text)
    if not found:
        return None
    return bare(found["labelled"] or found["when"]) or None


def due_of_group(label: str) -> str | None:
    """``Long-term improvements (Q4 2025)``, ``Next sprint``: when everything below is due."""
    return due_in(label) or (found["when"] if (found := _IN_BRACKETS.search(label)) else None)


def due_in_any(texts: Iterable[str]) -> str | None:
    return next((due for text in texts if (due := due_in(text))), None)
