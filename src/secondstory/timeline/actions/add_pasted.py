from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_contribute
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.timeline.actions.add_entry import fields_of
from secondstory.timeline.actions.told import Told, check_told
from secondstory.timeline.addresses import kind_of, title_of
from secondstory.timeline.gathering import (
    Lacking,
    Message,
    digest_of,
    keep_gaps,
    keep_tellings,
    recognised,
    source_named,
    whose_is,
)
from secondstory.timeline.models import Entry, Lack, Reference, ReferenceKind, Telling, web_address
from secondstory.timeline.order import next_tie
from secondstory.timeline.parse.shapes import ParsedEntry, ParsedTimeline, Precision
from secondstory.timeline.reading import as_zone_name, check_is_complete, read_pasted
from secondstory.ui.text import shorten, tidy_line

PASTE = "paste"
LONGEST_ADDRESS = 2000
LONGEST_SOURCE = 200


@dataclass(frozen=True, slots=True)
class Pasted:
    """``known``: understood, but in the timeline (or taken out of it) already. ``left``: not understood.
    ``again``: another source told it already."""

    added: tuple[Entry, ...]
    known: int
    left: int
    again: int = 0

    @property
    def says(self) -> str:
        told = self._says
        if self.again:
            told += f" {_some(self.again)} another source told already: kept once, with both sources."
        return told

    @property
    def _says(self) -> str:
        if not self.added and self.again:
            return "Nothing new was added."
        if not self.added:
            return f"Nothing was added: {_all(self.known)} here already."
        told = f"{_some(len(self.added))} added."
        return f"{told} {_some(self.known)} stood here already." if self.known else told


@action
def add_pasted(
    study: Retrospective,
    *,
    text: str,
    by: Person,
    zone: str = "",
    day: date | None = None,
    lane: str = "",
    source: str = "",
) -> Pasted:
    """Add every understood entry of a pasted text, all or none. While a zone or a day is unknown it refuses and asks.

    The same text again adds nothing: an entry is known by its own words, its moment, and which one it is of several
    that are alike. Addresses in an entry become its references. ``source`` names where the text is from; what another
    source told already is kept once, with both of them named.
    """
    check_can_contribute(study, by)
    parsed = read_pasted(text, zone=zone, day=day)
    check_is_complete(parsed)
    source = line(source, most=LONGEST_SOURCE, field="source")
    ids = source_ids(parsed.entries, source)
    known = {
        id
        for rows in (Entry.everything, Telling.objects)
        for id in rows.filter(retrospective=study, source_system=PASTE, source_id__in=ids).values_list(
            "source_id", flat=True
        )
    }
    lanes = _lanes(study)
    told = {
        id: (one, _told(one, study, lanes, lane))
        for id, one in zip(ids, parsed.entries, strict=True)
        if id not in known
    }
    gathered = None
    if source and parsed.entries:
        zones = {as_zone_name(one.zone or "") for one in parsed.entries}
        gathered = source_named(
            study,
            source,
            ReferenceKind.CHAT.value,
            by=by,
            moments=[at for one in parsed.entries for at in (one.utc, one.until_utc) if at],
            zone=zones.pop() if len(zones) == 1 else "",
        )
    whose = whose_is(gathered.pk if gathered else None, PASTE)
    messages = {
        id: Message(id, said.at, said.precision, digest_of(said.text, one.actor or ""), whose)
        for id, (one, said) in told.items()
    }
    # One of several unnamed pastes is not another source than the others.
    again = recognised(study, list(messages.values()))
    ties: dict[datetime, list[int]] = defaultdict(list)
    for at, tie in Entry.everything.filter(retrospective=study).values_list("at", "tie"):
        ties[at].append(tie)
    new: list[tuple[Entry, ParsedEntry]] = []
    held = {}
    for id, (one, said) in told.items():
        if id in again:
            held[id] = again[id]
            continue
        tie = next_tie(ties[said.at])
        ties[said.at].append(tie)
        entry = Entry(
            retrospective=study,
            created_by=by,
            tie=tie,
            source_system=PASTE,
            source_id=id,
            was={"text": said.text, "at": said.at.isoformat(), "precision": said.precision},
            told_zone=_told_zone(one, study),
            **fields_of(said),
        )
        new.append((entry, one))
        held[id] = entry.pk
    Entry.objects.bulk_create([entry for entry, _ in new])
    _attach_links(study, new, by)
    keep_tellings(study, PASTE, [(held[id], gathered, one) for id, one in messages.items()], by=by)
    gaps = keep_gaps(study, gathered, _unread(parsed, source), by=by) if gathered else 0
    if new or again or gaps:
        record("timeline.pasted", about=study, by=by, entries=len(new))
    return Pasted(
        tuple(entry for entry, _ in new), known=len(ids) - len(told), left=len(parsed.leftovers), again=len(again)
    )


def _unread(parsed: ParsedTimeline, source: str) -> Iterator[Lacking]:
    for left in parsed.leftovers:
        yield Lacking(
            Lack.UNREAD, f"{source}\n{left.raw.strip()}", f"Not understood: ‘{shorten(tidy_line(left.raw), 200)}’."
        )


def source_ids(entries: Sequence[ParsedEntry], source: str = "") -> list[str]:
    """What makes an entry of a paste the same when it is pasted again. Lines before or after it play no part."""
    seen: Counter[str] = Counter()
    ids = []
    for entry in entries:
        alike = f"{entry.utc and entry.utc.isoformat()}\n{entry.raw.strip()}"
        if source:
            alike = f"{source}\n{alike}"
        ids.append(hashlib.sha256(f"{alike}\n{seen[alike]}".encode()).hexdigest())
        seen[alike] += 1
    return ids


def _told(one: ParsedEntry, study: Retrospective, lanes: Mapping[str, str], lane: str) -> Told:
    assert one.utc is not None  # check_is_complete
    actor = (one.actor or "").strip()
    own_lane = lanes.get(actor.lower(), "")
    text = one.text.strip() or one.raw.strip()
    if actor and not own_lane and actor.lower() not in text.lower():
        text = f"{actor}: {text}"
    try:
        return check_told(
            Told(
                at=one.utc,
                text=text,
                precision=one.precision.value,
                approximate=one.approximate,
                until=one.until_utc,
                lane=own_lane or lane,
            ),
            study,
        )
    except Refusal as refusal:
        raise Refusal(f"“{one.raw.strip()[:60]}”: {refusal.sentence}", code=refusal.code, field="text") from None


def _told_zone(one: ParsedEntry, study: Retrospective) -> str:
    """Where a day was told, when that is not where the study is: its day must not become another one."""
    if one.precision != Precision.DAY or one.zone in (None, study.zone):
        return ""
    return as_zone_name(one.zone or "")


def _lanes(study: Retrospective) -> dict[str, str]:
    """Lanes and roles this study already speaks of. A name in a pasted text becomes a lane only when it is one of
    them, so that pasting makes no column of a person's name."""
    lanes = Entry.objects.filter(retrospective=study).exclude(lane="").values_list("lane", flat=True).distinct()
    roles = study.participants.filter(left_at=None).values_list("role_label", flat=True)
    return {name.lower(): name[:80] for name in [*roles, *lanes.order_by("lane")]}


def _attach_links(study: Retrospective, new: Sequence[tuple[Entry, ParsedEntry]], by: Person) -> None:
    links = [
        (entry, tidy_line(url))
        for entry, one in new
        for url in one.links
        if web_address(tidy_line(url)) and len(url) <= LONGEST_ADDRESS
    ]
    if not links:
        return
    urls = dict.fromkeys(url for _, url in links)
    known = Reference.objects.filter(retrospective=study, url__in=urls).order_by("-created_at", "-id")
    found: dict[str, Reference] = {reference.url: reference for reference in known}
    # The event of the paste tells of these, too: a thousand links are not a thousand events.
    fresh = [
        Reference(retrospective=study, created_by=by, url=url, kind=kind_of(url), title=title_of(url))
        for url in urls
        if url not in found
    ]
    found |= {reference.url: reference for reference in Reference.objects.bulk_create(fresh)}
    through = Entry.references.through
    pairs = dict.fromkeys((entry.pk, found[url].pk) for entry, url in links)
    through.objects.bulk_create([through(entry_id=entry, reference_id=reference) for entry, reference in pairs])


def _some(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _all(count: int) -> str:
    return "the entry is" if count == 1 else f"all {count} entries are"
