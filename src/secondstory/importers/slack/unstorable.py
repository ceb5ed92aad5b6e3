"""What must never be stored: tokens inside links, and mail addresses."""

from __future__ import annotations

import re

# Slack puts an expiring download token into file links: ?t=xoxe-…
_IN_LINK = re.compile(r"(\?|&amp;|&)t=xox[a-z]-[^\s&|<>\"']*(&amp;|&)?", re.IGNORECASE)
# and people paste tokens into chat.
_BARE = re.compile(r"\b(?:xox[a-z](?:\.xox[a-z])?-|xapp-)[\w-]+", re.IGNORECASE)
# The bounds keep the search linear on a long run of letters.
_MAIL = re.compile(r"(?<![\w.+-])(?!git@)[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_SURROGATE = re.compile("[\ud800-\udfff\x00]")

_CUT_OUT = "(token removed)"
MAIL_REMOVED = "(mail address removed)"


def without_tokens(text: str) -> str:
    if "xox" not in text.casefold() and "xapp-" not in text.casefold():
        return text
    return _BARE.sub(_CUT_OUT, _IN_LINK.sub(_joined, text))


def without_mail_addresses(text: str) -> str:
    return _MAIL.sub(MAIL_REMOVED, text) if "@" in text else text


def storable(text: str) -> str:
    """NUL and lone surrogates cannot be stored by every database; each becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def clean(text: str) -> str:
    return without_mail_addresses(without_tokens(storable(text)))


def _joined(link: re.Match[str]) -> str:
    """What stays between the parts left and right of a token: ``?`` or ``&``, or nothing at the end."""
    return link[1] if link[2] else ""
