"""The head of a copied chat message: a name, then the time, then the message on the lines below."""

from __future__ import annotations

import re

from .clocks import BLANK
from .lead import Lead, read_lead

_BRACKETED = re.compile(rf"(?P<name>[^\[\]|<>:\n]{{1,60}}?){BLANK}+\[(?=[^\[\]]{{3,40}}\]{BLANK}*\Z)")
_PLAIN = re.compile(
    rf"(?P<name>[^\W\d_][^\[\]|<>:\n]{{0,48}}?)(?:{BLANK}{{2,}}|{BLANK}+[—–•·-]{BLANK}+)"
    rf"(?:(?:today|yesterday)(?:{BLANK}at|,)?{BLANK}+)?(?=\S{{1,12}})",
    re.IGNORECASE,
)
_NICK = re.compile(r"<[@+~&%]?(?P<nick>[^\s<>@][^<>\n]{0,30})>\s*(?=\S)")
_LIMIT = 120


def read_chat_head(text: str, start: int, end: int) -> tuple[str, Lead, bool] | None:
    """The name, the lead, and whether the form is sure by itself (a bracket) or needs company."""
    if end - start > _LIMIT or not text[start:end].rstrip("])").rstrip()[-1:].isalnum():
        return None
    words = text[start:end]
    if not any(c.isdigit() for c in words[-14:]):
        return None
    for pattern, sure in ((_BRACKETED, True), (_PLAIN, False)):
        m = pattern.match(words)
        if not m:
            continue
        stop = len(words.rstrip()) - (1 if sure else 0)
        lead = read_lead(words, m.end(), stop)
        if lead and lead.clock and not lead.clock.compact and lead.end >= stop and _is_name(m["name"]):
            if not sure and not lead.clock.half:
                return None
            lead.end = end
            lead.alone = True
            return m["name"].strip(" *_`"), lead, sure
    return None


def nick_before(text: str) -> tuple[str, str] | None:
    """``<nick> hello`` of an IRC log: the nick and the rest."""
    m = _NICK.match(text)
    return (m["nick"], text[m.end() :]) if m else None


def _is_name(words: str) -> bool:
    return len(words.split()) <= 5 and words.strip()[-1:] not in ".,;!?"
