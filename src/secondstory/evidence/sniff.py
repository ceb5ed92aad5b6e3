"""
What a file is, by its first bytes and never by its name.

Seven kinds are known; everything else is ``application/octet-stream``, which a browser only ever saves. Markup (HTML,
SVG, XML) is text, but text that a browser may run, so it counts among everything else. A short table rather than a library:
we need certainty about seven kinds, not a guess about hundreds.
"""

from __future__ import annotations

import re

PNG, JPEG, GIF, WEBP = "image/png", "image/jpeg", "image/gif", "image/webp"
PDF, ZIP, TEXT, UNKNOWN = "application/pdf", "application/zip", "text/plain", "application/octet-stream"
PICTURES = frozenset({PNG, JPEG, GIF, WEBP})

_BEGINS = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
)
# Line breaks, tabs, form feeds and the escape of colored logs; no other control character is text.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_MARKUP = re.compile(r"\s*<\s*[!?/a-z]", re.I)
_RUNS = re.compile(r"<\s*(?:script|svg|html|iframe|object|embed|body)\b", re.I)
_HEAD = 4096


def sniff(content: bytes) -> str:
    """The media type under which this content may be handed out."""
    for begin, kind in _BEGINS:
        if content.startswith(begin):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return UNKNOWN
    if _NO_TEXT.search(text) or _MARKUP.match(text) or _RUNS.search(text[:_HEAD]):
        return UNKNOWN
    return TEXT
