"""What may stand in a text, and how a line of it is tidied. Plain values, no Django."""

import re

# Marks that turn the direction of the text around them. In a title they can make
# one name look like another, so single lines go without; prose may keep them.
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
SURROGATES = re.compile("[\ud800-\udfff]")
SPACE = re.compile(r"\s+")


def tidy_line(text: str) -> str:
    """One line as it is stored: no direction marks, no control characters, single spaces."""
    return SPACE.sub(" ", BIDI_CONTROLS.sub("", CONTROLS.sub(" ", text))).strip()


def unstorable(text: str) -> str:
    """A sentence about what keeps this text from being stored, or an empty string."""
    if "\x00" in text:
        return f"Character {text.index(chr(0)) + 1} is a NUL byte, which text cannot hold. Take it out and save again."
    if half := SURROGATES.search(text):
        return (
            f"Character {half.start() + 1} is half of a character (a lone surrogate). "
            "Take it out or paste that part again."
        )
    return ""


def shorten(text: str, length: int = 200) -> str:
    """The text on one line, cut at a word so that it has at most `length` characters."""
    line = tidy_line(SURROGATES.sub("", text))
    if len(line) <= length:
        return line
    head = line[: length - 1]
    at_word, _, _ = head.rpartition(" ")
    ends_a_word = line[length - 1] == " "
    kept = head if ends_a_word or len(at_word) <= length // 2 else at_word
    return kept.rstrip(" ,;:–-") + "…"
