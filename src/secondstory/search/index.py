"""Keeping the index true: following the journal, and building it again from the database.

The journal is the feed. Each commit of the index notes the last event it has read; whatever comes between
(a crash, a process that never listened, an import by the command line) is read from there the next time.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

import tantivy

from secondstory.journal.models import Counter, Event
from secondstory.search import sources, words
from secondstory.search.document import Document, uid
from secondstory.search.shelf import (
    HEAP_BUILDING,
    Note,
    Shelf,
    Unusable,
    careful,
    filled,
    make_current,
    new_folder,
    noted,
    root,
    schema,
    set_aside,
    shelf,
)
from secondstory.search.turn import turn

EVENTS_AT_ONCE = 500
IDS_AT_ONCE = 400

T = TypeVar("T")
log = logging.getLogger(__name__)


def newest() -> int:
    """The number of the journal's last event."""
    return Counter.objects.values_list("last", flat=True).get(pk=1)


def anchor(event: Event) -> str:
    return f"{event.kind} {event.subject_id} {event.at.timestamp():.6f}"


def catch_up(*, seconds: float | None = None) -> int:
    """Read what the journal has beyond the index. Returns how many events were read.

    With ``seconds`` it stops after about that time, the rest comes with the next call, and an index that is
    missing, damaged or from another history raises Unusable. Without, such an index is built anew.
    """
    if seconds is not None:
        return _read_on(time.monotonic() + seconds)
    try:
        return _read_on(None)
    except Unusable as why:
        log.info("search index: building it from the database (%s)", why)
        rebuild(unless_usable=True)
        return _read_on(None)


def _read_on(until: float | None) -> int:
    count = 0
    with turn(root() / "write.lock", None if until is None else until - time.monotonic()) as mine:
        if not mine:
            return 0
        here = shelf()
        here.refresh()
        while True:
            fresh = _beyond(here)
            if not fresh:
                return count
            try:
                _take_in(here, fresh)
            except Unusable:
                set_aside(here.folder)
                raise
            count += len(fresh)
            if until is not None and time.monotonic() >= until:
                return count


def _beyond(here: Shelf) -> list[Event]:
    """The next events; Unusable when the index has read an event that this journal does not have."""
    note = here.view.note
    events = list(Event.objects.filter(seq__gte=note.seq).order_by("seq")[: EVENTS_AT_ONCE + 1])
    if note.seq:
        if not events or events[0].seq != note.seq or anchor(events[0]) != note.anchor:
            set_aside(here.folder)
            raise Unusable("another history")
        del events[0]
    here.known_history = True
    return events[:EVENTS_AT_ONCE]


def _take_in(here: Shelf, events: list[Event]) -> None:
    changed = sources.touched(events)
    here.write(
        (uid(type, id) for type, ids in changed.items() for id in ids),
        _documents(changed),
        Note(events[-1].seq, anchor(events[-1])),
    )


def _documents(changed: dict[str, set[T]]) -> Iterator[Document]:
    for source in sources.sources():
        for ids in _batches(sorted(changed.get(source.type, ()), key=str)):
            yield from source.documents(ids)  # type: ignore[arg-type]


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, IDS_AT_ONCE)):
        yield batch


def rebuild(*, progress: Callable[[int], object] | None = None, unless_usable: bool = False) -> int:
    """Build the index from the database beside the one in use, then put it in its place.

    ``progress`` is told how many documents came in since it was told last. Returns how many there are.
    ``unless_usable`` leaves a good index alone: somebody else may have built it while we waited.
    """
    with turn(root() / "rebuild.lock"):
        if unless_usable and _usable():
            return 0
        last = Event.objects.order_by("-seq").first()  # before the rows: what comes meanwhile is read again
        folder = new_folder()
        count = _build(folder, Note(last.seq, anchor(last)) if last else Note(), progress)
        with turn(root() / "write.lock"):
            make_current(folder)
        return count


def _usable() -> bool:
    try:
        _beyond(shelf())
    except Unusable:
        return False
    return True


def _build(folder: Path, note: Note, progress: Callable[[int], object] | None) -> int:
    count = 0
    with careful():
        index = tantivy.Index(schema(source.type for source in sources.sources()), str(folder))
        index.register_tokenizer(words.NAME, words.analyzer())
        writer = index.writer(HEAP_BUILDING, 1)
    for source in sources.sources():
        for ids in _batches(source.every()):
            added = 0
            for document in source.documents(ids):
                with careful():
                    writer.add_document(filled(document))
                added += 1
            count += added
            if progress and added:
                progress(added)
    with careful():
        writer.add_document(noted(note))
        writer.commit()
        writer.wait_merging_threads()
    return count
