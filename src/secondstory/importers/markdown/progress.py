"""Whether something is done, and how the text says so."""

from __future__ import annotations

import re

_BOX = re.compile(r"^\s*\[(?P<mark>[ xX✓✔-])\]\s+")
_TICK = re.compile(r"(?:^|(?<=\s))(?:✅|✔️?|☑️?|:white_check_mark:|:heavy_check_mark:|:ballot_box_with_check:)|✅")
# "done" after a dash, a bracket or a stop reports; "done by the team" and "needs to be done" do not.
_WORD = re.compile(
    r"(?:(?<=[-–—(\[:*,;.])|(?<=[-–—(\[:*,;.] )|(?<=[-–—] \*\*)|^)\**\s*"
    r"(?P<done>done|completed?|implemented|finished|shipped|deployed|fixed|resolved)\b"
    r"(?!\s+(?:by|the|a|an|to|for|with|so|in order)\b)",
    re.IGNORECASE,
)
_UNDERWAY = re.compile(r"(?:[-–—(\[]\s*)(?P<word>in progress|ongoing|under way|wip)\b", re.IGNORECASE)
_LOUD = re.compile(
    r"(?:^|(?<=[\s\-–—(\[*_]))(?P<word>DONE|COMPLETED?|TODO|TO DO|WIP|IN PROGRESS|WON'?T ?DO|WONTFIX)"
    r"(?=$|[\s\-–—)\]*_:.,])"
)
_DONE = re.compile(
    r"(?:(?:done|completed?|closed|fixed|resolved|finished|implemented|shipped|merged|deployed|yes|100 ?%)\b|[✅✔☑]).*",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"(?:to[- ]?do|open|planned|not (?:yet )?(?:started|done)|in[- ]progress|wip|pending|ongoing|backlog|new|proposed"
    r"|blocked|started|no|scheduled)\b.*",
    re.IGNORECASE,
)
_GROUP_OPEN = re.compile(r"^(?:in progress|to[- ]do|planned|open|not (?:yet )?(?:done|started))\b", re.IGNORECASE)
_GROUP_DONE = re.compile(
    r"\((?:already )?(?:completed?|done|finished)\)|^(?:completed|done|already done)\b", re.IGNORECASE
)


def box(text: str) -> tuple[bool | None, str]:
    """The state of a leading ``[ ]`` or ``[x]``, and the text without it."""
    found = _BOX.match(text)
    if not found:
        return None, text
    return found["mark"] not in " -", text[found.end() :]


def in_status(cell: str) -> bool | None:
    """What the cell of a status column says."""
    words = cell.strip().strip("*_` ")
    if _DONE.fullmatch(words):
        return True
    return False if _OPEN.fullmatch(words) else None


def in_words(text: str) -> tuple[bool | None, str | None]:
    """(done, the words that say so) from the text of an item; (None, None) when it does not say."""
    if loud := _LOUD.search(text):
        word = loud["word"].casefold()
        if "won" in word:
            return None, loud["word"]
        return word.startswith(("done", "complete")), loud["word"]
    if underway := _UNDERWAY.search(text):
        return False, underway["word"]
    if tick := _TICK.search(text):
        return True, tick[0].strip()
    tail = text[-160:]
    if found := _WORD.search(tail):
        after = tail[found.end("done") :].strip(" )].*!")
        is_end = not after or re.match(r"(?:on |in |[\d\[(:#–—-]|https?:|and list|\w{3,9} \d)", after)
        if is_end and found.start("done") + max(0, len(text) - 160) > 0:
            return True, found["done"]
    return None, None


def in_group(label: str) -> bool | None:
    if _GROUP_DONE.search(label):
        return True
    return False if _GROUP_OPEN.search(label) else None
