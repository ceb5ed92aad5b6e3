"""Who gives documents to the index. Connected in config/wiring.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from secondstory.search.document import Document

if TYPE_CHECKING:
    from secondstory.journal.models import Event

Events = Sequence["Event"]
Touched = Callable[[Events], Iterable[UUID]]


@dataclass(frozen=True, slots=True)
class Source:
    """One type of document.

    ``documents`` gives those of the ids that may be found now; an id it leaves out is taken from the index.
    ``every`` gives all ids that may have a document. ``touched_by`` maps a journal subject (``timeline.entry``)
    to the function that tells which documents its events change. It runs later than the event and must cope
    with rows that are gone.
    """

    type: str
    documents: Callable[[Sequence[UUID]], Iterable[Document]]
    every: Callable[[], Iterable[UUID]]
    touched_by: Mapping[str, Touched] = field(default_factory=dict)


_sources: dict[str, Source] = {}


def source(given: Source) -> None:
    _sources[given.type] = given


def sources() -> tuple[Source, ...]:
    return tuple(_sources.values())


def touched(events: Events) -> dict[str, set[UUID]]:
    """Type of document → ids that these events may have changed."""
    by_subject: dict[str, list[Event]] = {}
    for event in events:
        by_subject.setdefault(event.subject_type, []).append(event)
    found: dict[str, set[UUID]] = {}
    for given in _sources.values():
        ids = {
            id for subject, ask in given.touched_by.items() if subject in by_subject for id in ask(by_subject[subject])
        }
        if ids:
            found[given.type] = ids
    return found


def itself(events: Events) -> set[UUID]:
    """The subject has a document of its own."""
    return {event.subject_id for event in events}


def named(fact: str) -> Touched:
    """The event names the thing in a fact (``study=``); needed where the subject's row is gone by now."""

    def ids(events: Events) -> set[UUID]:
        return {UUID(str(event.facts[fact])) for event in events if event.facts.get(fact)}

    return ids
