"""Lower case that keeps every offset, with the typographic apostrophe made plain."""

from __future__ import annotations


def lowered(text: str) -> str:
    """As long as ``text``, always: U+0130 and its like, which grow when lowered, stay as they are."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(lower if len(lower := character.lower()) == 1 else character for character in text)
    return low if low.isascii() else low.replace("\u2019", "'")
