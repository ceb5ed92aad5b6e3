from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_contribute
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.timeline.actions.add_entry import fields_of
from secondstory.timeline.actions.told import Told, check_told
from secondstory.timeline.addresses import kind_of, title_of
from secondstory.timeline.models import Entry, Reference, web_address
from secondstory.timeline.order import next_tie
from secondstory.timeline.parse.shapes import ParsedEntry, Precision
from secondstory.timeline.reading import as_zone_name, check_is_complete, read_pasted
from secondstory.ui.text import tidy_line

PASTE = "paste"
LONGEST_ADDRESS = 2000


@dataclass(frozen=True, slots=True)
class Pasted:
    """``known``: understood, but in the timeline (or taken out of it) already. ``left``: not understood."""

    added: tuple[Entry, ...]
    known: int
    left: int

    @property
    def says(self) -> str:
        if not self.added:
            return f"Nothing was added: {_all(self.known)} here already."
        told = f"{_some(len(self.added))} added."
        return f"{told} {_some(self.known)} stood here already." if self.known else told


@action
def add_pasted(
    study: Retrospective, *, text: str, by: Person, zone: str = "", day: date | None = None, lane: str = ""
) -> Pasted:
    """Add every understood entry of a pasted text, all or none. While a zone or a day is unknown it refuses and asks.

    The same text again adds nothing: an entry is known by its own words, its moment, and which one it is of several
    that are alike. Addresses in an entry become its references.
    """
    check_can_contribute(study, by)
    parsed = read_pasted(text, zone=zone, day=day)
    check_is_complete(parsed)
    ids = source_ids(parsed.entries)
    known = set(
        Entry.everything.filter(retrospective=study, source_system=PASTE, source_id__in=ids).values_list(
            "source_id", flat=True
        )
    )
    lanes = _lanes(study)
    ties: dict[datetime, list[int]] = defaultdict(list)
    for at, tie in Entry.everything.filter(retrospective=study).values_list("at", "tie"):
        ties[at].append(tie)
    new: list[tuple[Entry, ParsedEntry]] = []
    for source_id, one in zip(ids, parsed.entries, strict=True):
        if source_id in known:
            continue
        told = _told(one, study, lanes, lane)
        tie = next_tie(ties[told.at])
        ties[told.at].append(tie)
        entry = Entry(
            retrospective=study,
            created_by=by,
            tie=tie,
            source_system=PASTE,
            source_id=source_id,
            was={"text": told.text, "at": told.at.isoformat(), "precision": told.precision},
            told_zone=_told_zone(one, study),
            **fields_of(told),
        )
        new.append((entry, one))
    Entry.objects.bulk_create([entry for entry, _ in new])
    _attach_links(study, new, by)
    if new:
        record("timeline.pasted", about=study, by=by, entries=len(new))
    return Pasted(tuple(entry for entry, _ in new), known=len(ids) - len(new), left=len(parsed.leftovers))


def source_ids(entries: Sequence[ParsedEntry]) -> list[str]:
    """What makes an entry of a paste the same when it is pasted again. Lines before or after it play no part."""
    seen: Counter[str] = Counter()
    ids = []
    for entry in entries:
        alike = f"{entry.utc and entry.utc.isoformat()}\n{entry.raw.strip()}"
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
