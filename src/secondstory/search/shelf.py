"""The index on disk: one folder per build, and one small file that names the current one.

Beside the documents lies a note with the number of the last journal event that the index has read. It is
written in the same commit as the documents, so that after a crash the index knows exactly where it stands.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy
from django.conf import settings

from secondstory.search import words
from secondstory.search.document import Document
from secondstory.search.sources import sources

# Counts changes of the schema or the analyzer; an index of another version is built anew.
VERSION = 2
CURRENT = "current"
NOTE = "note"
HEAP = 16_000_000  # bytes, while following the journal
HEAP_BUILDING = 96_000_000
MANY_SEGMENTS = 24


class Unusable(Exception):
    """The index is missing, damaged or from another history; it has to be built from the database."""


@contextmanager
def careful() -> Iterator[None]:
    """Whatever the engine does with damaged files, it comes out as Unusable."""
    try:
        yield
    except (ValueError, OSError) as trouble:
        raise Unusable(type(trouble).__name__) from trouble
    except BaseException as trouble:
        # A panic of the engine arrives as a BaseException of a class that cannot be imported.
        if type(trouble).__name__ != "PanicException":
            raise
        raise Unusable("the engine stopped") from None


def schema(types: Iterable[str]) -> tantivy.Schema:
    """Only the uid and the digest are stored: no text can be read back out. Each type has its text in a field of
    its own, so that a question to seven types costs about as much as one to all (docs/explanation/search.md)."""
    builder = tantivy.SchemaBuilder()
    for name in ("uid", "digest"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("keys", "facets"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for type in types:
        builder.add_text_field(text_of(type), tokenizer_name=words.NAME, index_option="position")
    builder.add_integer_field("at", fast=True)
    builder.add_unsigned_field("seq", stored=True)
    builder.add_text_field("anchor", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def text_of(type: str) -> str:
    """The name of the field that holds the words of documents of this type."""
    return f"text_{type}"


@dataclass(frozen=True, slots=True)
class Note:
    """How far the index has read: the event's number, and words that only this event has (``anchor``), so
    that another history with the same number, say a restored backup, is told apart."""

    seq: int = 0
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """The index at one moment. A search uses one view from beginning to end."""

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    note: Note


class Shelf:
    """One build of the index, open in this process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with careful():
            self.index = tantivy.Index.open(str(folder))
            self.index.register_tokenizer(words.NAME, words.analyzer())
            self.index.config_reader("manual")
        self.known_history = False
        self.view = self.refresh()

    def refresh(self) -> View:
        """Look again: another thread or process may have written."""
        with careful():
            self.index.reload()
            searcher = self.index.searcher()
            found = searcher.search(tantivy.Query.term_query(self.index.schema, "uid", NOTE), 1, count=False).hits
            if not found:
                raise Unusable("no note")
            stored = searcher.doc(found[0][1])
            self.view = View(
                searcher, self.index.schema, Note(int(str(stored.get_first("seq"))), str(stored.get_first("anchor")))
            )
        return self.view

    def write(self, changed: Iterable[str], documents: Iterable[Document], note: Note) -> None:
        """Take out what changed, put in what it is now, and note how far we have read: all or nothing."""
        with careful():
            writer = self.index.writer(HEAP, 1)
            try:
                # What a killed writer left behind would stand in the way: names of files repeat.
                writer.garbage_collect_files()
                for uid in changed:
                    writer.delete_documents_by_term("uid", uid)
                for document in documents:
                    writer.add_document(filled(document))
                writer.delete_documents_by_term("uid", NOTE)
                writer.add_document(noted(note))
                writer.commit()
                if self.view.searcher.num_segments > MANY_SEGMENTS:
                    writer.wait_merging_threads()
            finally:
                del writer  # ends its threads and lets go of its lock
        self.refresh()


def filled(document: Document) -> tantivy.Document:
    made = tantivy.Document()
    made.add_text("uid", document.uid)
    made.add_text("digest", document.digest)
    # The title counts twice.
    text = "\n".join((document.title, document.title, document.body))
    made.add_text(text_of(document.type), words.storable(text))
    for key in document.keys:
        made.add_text("keys", key)
    for facet in document.facets:
        made.add_text("facets", facet)
    made.add_integer("at", int(document.at.timestamp()) if document.at else 0)
    return made


def noted(note: Note) -> tantivy.Document:
    made = tantivy.Document()
    made.add_text("uid", NOTE)
    made.add_unsigned("seq", note.seq)
    made.add_text("anchor", note.anchor)
    return made


# --- which build is the current one --------------------------------------------------------------------

_open: dict[Path, Shelf] = {}
_opening = threading.Lock()


def root() -> Path:
    folder = Path(settings.SEARCH_INDEX)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def prefix() -> str:
    """The beginning of a build's name: the version, and the types it knows."""
    known = hashlib.blake2b(" ".join(sorted(one.type for one in sources())).encode(), digest_size=3).hexdigest()
    return f"v{VERSION}-{known}-"


def shelf() -> Shelf:
    """The current build, opened once per process; Unusable when there is none."""
    place = root()
    try:
        name = (place / CURRENT).read_text("ascii").strip()
    except (OSError, ValueError) as trouble:
        raise Unusable("none yet") from trouble
    if not name.startswith(prefix()) or "/" in name:
        raise Unusable("another version")
    with _opening:
        known = _open.get(place)
        if known is None or known.folder.name != name:
            _open.clear()
            known = _open[place] = Shelf(place / name)
        return known


def forget() -> None:
    """Close what is open here, so that the next look starts from the disk."""
    with _opening:
        _open.pop(root(), None)


def set_aside(folder: Path | None = None) -> None:
    """Use this build (the current one) no longer: the next look finds none, and builds anew."""
    with contextlib.suppress(OSError):
        if folder is None or (root() / CURRENT).read_text("ascii").strip() == folder.name:
            (root() / CURRENT).unlink(missing_ok=True)
    forget()


def new_folder() -> Path:
    folder = root() / f"{prefix()}{secrets.token_hex(6)}"
    folder.mkdir(mode=0o700)
    return folder


def make_current(folder: Path) -> None:
    """Point at ``folder`` in one step, then clear away all others. Readers that still have one open keep it."""
    draft = root() / f"{CURRENT}.new"
    with open(draft, "w", encoding="ascii") as file:
        file.write(folder.name)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, root() / CURRENT)
    for other in root().glob("v*-*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
