"""What in a Markdown document is not the author's prose: front matter, fenced code, comments, preformatted HTML.

The masked text is as long as the text, with blanks for what was masked; line ends stay. What lies inside a line (code spans,
addresses, tags) is left to the sentence it is in, see ``sentences``.
"""

from __future__ import annotations

from secondstory.language.quick import own

INDENT = 200  # characters: a fence begins its line, perhaps in a list or a quotation
FRONT = own(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n")
OPENS = own(
    r"[`~<](?:(?P<fence>(?<=`)``+|(?<=~)~~+)|(?P<comment>(?<=<)!--)|(?<=<)(?P<tag>pre|script|style|textarea|svg)(?=[\s>]))"
)
BEFORE_FENCE = own(r"[ \t>]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]{1,4})?\Z")
CLOSES = {
    "`": own(r"\n[ \t>]*(`{3,})[ \t]*\r?(?=\n|\Z)"),
    "~": own(r"\n[ \t>]*(~{3,})[ \t]*\r?(?=\n|\Z)"),
}


def blank(text: str) -> str:
    """Blanks, as many as ``text`` has characters, in lines of the same length."""
    return "\n".join([" " * len(line) for line in text.split("\n")])


class Mask:
    """Masks a document piece by piece. ``open`` is what an earlier piece began and did not end: a fence, ``<!--``, a tag."""

    def __init__(self) -> None:
        self.open = ""
        self.begun = False

    def piece(self, low: str) -> tuple[str, list[tuple[int, int]]]:
        """``low`` with blanks for what is not prose, and where the comments are that begin and end in it."""
        kept: list[str] = []
        comments: list[tuple[int, int]] = []
        at = 0
        if not self.begun:
            at = front_matter(low)
            self.begun = True
        elif self.open:
            at = self.end_of(low, -1)
        if at:
            kept.append(blank(low[:at]))
        kept_to = at
        while opening := OPENS.search(low, at):
            start = opening.start()
            if opening["fence"] and not begins_fence(low, start, opening.end()):
                at = opening.end()
                continue
            self.open = opening[0]
            at = self.end_of(low, opening.end())
            if opening["comment"] and not self.open:
                comments.append((start, at))
            kept += [low[kept_to:start], blank(low[start:at])]
            kept_to = at
        if not kept:
            return low, comments
        kept.append(low[kept_to:])
        return "".join(kept), comments

    def end_of(self, low: str, at: int) -> int:
        """Where what is open ends. Without an end in this piece, all of the rest is inside, as CommonMark says."""
        opened = self.open
        end = -1
        if opened[0] == "<":
            close = "-->" if opened == "<!--" else f"</{opened[1:]}"
            end = low.find(close, max(at, 0))
            end += len(close) if end >= 0 and opened == "<!--" else 0
        else:
            # At the beginning of a piece its first line counts too.
            for found in CLOSES[opened[0]].finditer("\n" + low if at < 0 else low, max(at, 0)):
                if len(found[1]) >= len(opened):
                    end = found.end() - (1 if at < 0 else 0)
                    break
        if end < 0:
            return len(low)
        self.open = ""
        return end


def front_matter(low: str) -> int:
    """The length of the front matter, YAML or TOML, 0 when there is none."""
    front = FRONT.match(low)
    if not front:
        return 0
    end = low.find("\n" + front[1], front.end() - 1)
    line_end = low.find("\n", end + 1)
    return 0 if end < 0 else len(low) if line_end < 0 else line_end


def begins_fence(low: str, start: int, end: int) -> bool:
    """Whether a run of backticks or tildes is the beginning of a code block and not of a code span."""
    line = low.rfind("\n", max(0, start - INDENT), start) + 1
    rest = low.find("\n", end)
    if low[start] == "`" and "`" in low[end : len(low) if rest < 0 else rest]:
        return False
    return BEFORE_FENCE.match(low, line, start) is not None
