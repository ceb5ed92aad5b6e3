"""Adding many entries at once, each known by its source: those that are here, edited or taken out, stay as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.timeline.actions.add_entry import fields_of
from secondstory.timeline.actions.told import Told
from secondstory.timeline.addresses import kind_of, title_of
from secondstory.timeline.gathering import Message, digest_of, keep_tellings, recognised, whose_is
from secondstory.timeline.models import Entry, Gathered, Reference, Telling, web_address
from secondstory.timeline.order import next_tie
from secondstory.ui.text import shorten

LONGEST_ADDRESS = 2000


@dataclass(frozen=True, slots=True)
class Link:
    """Where an entry can be looked up. Without an address it is known by its title."""

    url: str = ""
    title: str = ""
    kind: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return (self.url, "") if self.url else ("", self.title)


@dataclass(frozen=True, slots=True)
class Incoming:
    source_id: str
    told: Told
    links: tuple[Link, ...] = ()
    was: Mapping[str, Any] = field(default_factory=dict)
    source: Gathered | None = None
    speaker: str = ""

    @property
    def words(self) -> str:
        """What another source is compared by."""
        return digest_of(self.told.text, self.speaker)


def known_entries(study: Retrospective, system: str) -> dict[str, Entry]:
    """Entries that this source told, markers of those taken out included."""
    told = Telling.objects.filter(retrospective=study, source_system=system).select_related("entry")
    here = Entry.everything.filter(retrospective=study, source_system=system).exclude(source_id="")
    return {one.source_id: one.entry for one in told} | {entry.source_id: entry for entry in here}


def add_new(study: Retrospective, system: str, new: Sequence[Incoming], *, by: Person) -> list[Entry]:
    """Write them in their order, after entries of the same instant; what another source told already is kept once, and
    gets this source as well. The caller has left out what is known."""
    messages = {one.source_id: _message(one, system) for one in new}
    again = recognised(study, list(messages.values()))
    told = {one.source_id: one for one in new}
    new = [one for one in new if one.source_id not in again]
    ties: dict[datetime, list[int]] = defaultdict(list)
    for at, tie in Entry.everything.filter(retrospective=study).values_list("at", "tie"):
        ties[at].append(tie)
    entries = []
    for one in new:
        tie = next_tie(ties[one.told.at])
        ties[one.told.at].append(tie)
        entries.append(
            Entry(
                retrospective=study,
                created_by=by,
                tie=tie,
                source_system=system,
                source_id=one.source_id,
                was=dict(one.was),
                **fields_of(one.told),
            )
        )
    Entry.objects.bulk_create(entries)
    attach(study, [(entry, one.links) for entry, one in zip(entries, new, strict=True)], by=by)
    held = again | {entry.source_id: entry.pk for entry in entries}
    keep_tellings(study, system, [(held[id], told[id].source, one) for id, one in messages.items()], by=by)
    return entries


def _message(one: Incoming, system: str) -> Message:
    whose = whose_is(one.source.pk if one.source else None, system)
    return Message(one.source_id, one.told.at, one.told.precision, one.words, whose)


def attach(study: Retrospective, links: Iterable[tuple[Entry, Sequence[Link]]], *, by: Person) -> None:
    """Make each link a reference of the study, once, and a source of its entries."""
    wanted = [(entry, link) for entry, several in links for link in several if _storable(link)]
    if not wanted:
        return
    here = Reference.objects.filter(retrospective=study).order_by("created_at", "id")
    known: dict[tuple[str, str], Reference] = {}
    for reference in here:
        known.setdefault((reference.url, "") if reference.url else ("", reference.title), reference)
    fresh: dict[tuple[str, str], Reference] = {}
    for _, link in wanted:
        if link.key not in known and link.key not in fresh:
            fresh[link.key] = Reference(
                retrospective=study,
                kind=link.kind or kind_of(link.url),
                title=shorten(link.title or title_of(link.url), 300),
                url=link.url,
                created_by=by,
            )
    Reference.objects.bulk_create(fresh.values())
    known |= fresh
    pairs = dict.fromkeys((entry.pk, known[link.key].pk) for entry, link in wanted)
    through = Entry.references.through
    through.objects.bulk_create([through(entry_id=entry, reference_id=reference) for entry, reference in pairs])


def _storable(link: Link) -> bool:
    return web_address(link.url) and len(link.url) <= LONGEST_ADDRESS if link.url else bool(link.title)
