"""One way to say no to a file: a sentence for a person, a code for machines, and where to look."""

from __future__ import annotations


class ImportRefused(Exception):
    """A file cannot be read as it is. Nothing of it was taken in.

    The sentence says what is so and what to do next; ``file`` and ``line`` say where, when there
    is a where.
    """

    def __init__(self, code: str, sentence: str, *, file: str | None = None, line: int | None = None) -> None:
        super().__init__(code, sentence, file, line)
        self.code = code
        self.sentence = sentence
        self.file = file
        self.line = line

    def __str__(self) -> str:
        if self.file is None:
            return self.sentence
        where = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{where}: {self.sentence}"
