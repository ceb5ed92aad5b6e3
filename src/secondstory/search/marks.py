"""Showing where the words are: the best part of a text that the reader has just been given by the database."""

from __future__ import annotations

from dataclasses import dataclass

import tantivy

from secondstory.search.shelf import View
from secondstory.search.words import storable
from secondstory.ui.text import tidy_line

SNIPPET = 220  # characters
WHOLE = 4000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; ``hit`` when it is one of the words asked for. Templates escape it as any text."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """``words`` counts how many different words were met, to choose between passages."""

    pieces: tuple[Piece, ...] = ()
    words: int = 0

    def __bool__(self) -> bool:
        return self.words > 0

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


class Marker:
    """Marks one question's words in texts of one type. Made by ``find``; knows nothing but the words."""

    def __init__(self, view: View, query: tantivy.Query, field: str) -> None:
        self._field = field
        self._snippet = tantivy.SnippetGenerator.create(view.searcher, query, view.schema, field)
        self._snippet.set_max_num_chars(SNIPPET)
        self._whole = tantivy.SnippetGenerator.create(view.searcher, query, view.schema, field)
        self._whole.set_max_num_chars(WHOLE)

    def snippet(self, text: str) -> Marked:
        """The part of ``text`` with most of the words; nothing when none is in it."""
        return _mark(self._snippet, self._field, tidy_line(storable(text)))

    def whole(self, text: str) -> Marked:
        """All of ``text`` (a title), its words marked."""
        line = tidy_line(storable(text))
        return _mark(self._whole, self._field, line) or Marked((Piece(line),))


def _mark(generator: tantivy.SnippetGenerator, field: str, line: str) -> Marked:
    document = tantivy.Document()
    document.add_text(field, line)
    found = generator.snippet_from_doc(document)
    fragment = found.fragment()
    content = fragment.encode()  # the engine counts bytes
    pieces: list[Piece] = []
    met: set[str] = set()
    at = 0
    for span in found.highlighted():
        if span.start < at:
            continue
        if span.start > at:
            pieces.append(Piece(content[at : span.start].decode()))
        word = content[span.start : span.end].decode()
        met.add(word.casefold())
        pieces.append(Piece(word, hit=True))
        at = span.end
    if not pieces:
        return Marked()
    pieces.append(Piece(content[at:].decode()))
    span, whole = found.fragment_range(), line.encode()
    before, rest = whole[: span.start].decode(), whole[span.end :].decode()
    pieces.insert(0, Piece("… " if any(map(str.isalnum, before)) else before))
    pieces.append(Piece(" …" if any(map(str.isalnum, rest)) else rest))
    return Marked(tuple(piece for piece in pieces if piece.text), len(met))
