"""Links in an entry, and the exact moments that chat permalinks and epoch numbers carry."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_LINK = re.compile(r"https?://[^\s<>\"'`|\\^{}\[\]]+")
_SLACK = re.compile(r"https://[\w.-]{1,80}slack\.com/archives/\w{1,40}/p(\d{10})(\d{6})(?!\d)")
_EPOCH = re.compile(r"<t:(?P<tag>\d{10})(?::[a-zA-Z])?>|(?P<s>1\d{9})(?:\.(?P<f>\d{1,6})|(?P<ms>\d{3}))?(?![\w.])")
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_MAX_LINKS = 200


def links_in(text: str) -> tuple[str, ...]:
    """Every address once, in order, without the punctuation of the sentence around it."""
    if "http" not in text:
        return ()
    found: dict[str, None] = {}
    for m in _LINK.finditer(text):
        link = m[0].rstrip(".,;:!?*_~")
        while link.endswith(")") and link.count("(") < link.count(")"):
            link = link[:-1].rstrip(".,;:!?*_~")
        found[link] = None
        if len(found) == _MAX_LINKS:
            break
    return tuple(found)


def permalink_moments(text: str) -> list[datetime]:
    """The moments of the Slack messages that are linked: the number in the address is the message's time."""
    if "slack.com" not in text:
        return []
    return [_at(int(m[1]), int(m[2])) for m in _SLACK.finditer(text)]


def read_epoch(text: str, start: int, end: int) -> tuple[datetime, int] | None:
    """Seconds or milliseconds since 1970, standing alone; 2001 to 2033, so that no other number fits."""
    m = _EPOCH.match(text, start, end)
    if not m:
        return None
    if m["tag"]:
        return _at(int(m["tag"]), 0), m.end()
    micro = int(m["ms"]) * 1000 if m["ms"] else int((m["f"] or "0").ljust(6, "0"))
    return _at(int(m["s"]), micro), m.end()


def _at(seconds: int, micro: int) -> datetime:
    return _FIRST + timedelta(seconds=seconds, microseconds=micro)
