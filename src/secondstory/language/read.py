"""Bytes to text, for whoever reads files: says in a sentence when they are not text."""

from __future__ import annotations


class NotText(ValueError):
    """The bytes are not a text that can be read; the message is a sentence for a person."""


def decode(content: bytes, name: str = "This file") -> str:
    """The text of ``content``, line ends as they are. A byte-order mark at the start is left out.

    Bytes that are not UTF-8 become U+FFFD, one for each, so that one wrong byte does not hide a whole document.
    :raises NotText: for a binary file, and for UTF-16 or UTF-32.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotText(f"{name} is UTF-16 text. Save it as UTF-8, then try again.")
    if b"\0" in content[:8192]:
        raise NotText(f"{name} looks like a binary file, not like text. Nothing in it was read.")
    text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="replace")
    head = text[:8192]
    if head and head.count("\ufffd") * 10 > len(head):
        raise NotText(f"{name} is not UTF-8 text. Save it as UTF-8, then try again.")
    return text
