"""Where lines begin, so that a line number becomes a place in the file."""

from __future__ import annotations

import re

# The same line ends the Markdown parser knows: \r\n, \r, \n.
_END = re.compile(r"\r\n?|\n")


class Lines:
    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(end.end() for end in _END.finditer(text))]
        self._ends = [*(end.start() for end in _END.finditer(text)), len(text)]

    def __len__(self) -> int:
        return len(self._starts)

    def start(self, line: int) -> int:
        """Offset of a line's first character; past the last line, the end of the text."""
        return self._starts[line] if line < len(self._starts) else len(self.text)

    def line(self, number: int) -> str:
        return self.text[self._starts[number] : self._ends[number]]

    def span(self, first: int, end: int) -> tuple[int, int]:
        """(offset, length) of lines ``first`` to before ``end``, without blank edges and margins."""
        offset, stop = self.start(first), self.start(end)
        written = self.text[offset:stop]
        offset += len(written) - len(written.lstrip())
        return offset, max(0, self.start(first) + len(written.rstrip()) - offset)
