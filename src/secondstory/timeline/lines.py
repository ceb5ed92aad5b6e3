"""The timeline as its page shows it: days, lanes, lines, and disputes before the first of their sides."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from secondstory.incidents.models import Retrospective
from secondstory.timeline.days import days
from secondstory.timeline.lanes import FIRST, OTHERS, Happening, Picture, draw, lane_names
from secondstory.timeline.models import (
    Awareness,
    DecisionPoint,
    Dispute,
    Entry,
    EntryKind,
    KnownGap,
    Reference,
    Version,
)
from secondstory.timeline.names import in_a_sentence
from secondstory.timeline.queries import Timeline
from secondstory.timeline.reach import is_coarse
from secondstory.timeline.voices import Voice
from secondstory.timeline.who_knew import Knew, in_words
from secondstory.ui import moments
from secondstory.ui.text import shorten

# Columns that still leave a line of text to read.
MOST_COLUMNS = 4
_WORLD, _SYSTEM = FIRST
# Whose lane it is when nobody said: the world's, the system's, or people's.
_USUAL_LANE = {EntryKind.ENVIRONMENT: _WORLD} | dict.fromkeys(
    (
        EntryKind.SYSTEM,
        EntryKind.SIGNAL,
        EntryKind.CONTROL_ACTED,
        EntryKind.CONTROL_SILENT,
        EntryKind.IMPACT,
        EntryKind.RECOVERY,
    ),
    _SYSTEM,
)
_OWN_WORDS = ("", "paste")


def lane_of(entry: Entry) -> str:
    if entry.lane:
        return entry.lane
    if entry.participant:
        return entry.participant.shown_as
    return usual_lane(entry.kind)


def usual_lane(kind: str) -> str:
    return _USUAL_LANE.get(EntryKind(kind), "")


def zone_of(entry: Entry, study: Retrospective) -> str:
    """The zone to tell it in: the study's, but a day is the day that was meant where it was told."""
    return entry.told_zone if entry.precision == "day" and entry.told_zone else study.zone


@dataclass(frozen=True, slots=True)
class Line:
    """One entry on the page. ``pointer``: it is a side of this dispute, whose block tells it in full."""

    entry: Entry
    lane: str
    column: int
    zone: str
    elsewhere: bool
    sources: list[Reference]
    pointer: Dispute | None
    disputed: bool
    tied: bool
    when: str
    address: str
    who_knew: str = ""
    voice: Voice | None = None
    linked: tuple[Voice, ...] = ()

    @property
    def is_marker(self) -> bool:
        return self.entry.withdrawn_at is not None

    @property
    def is_sourced(self) -> bool:
        """Something says where it is from: a reference, somebody's account, the chat or write-up it was read from."""
        entry = self.entry
        return bool(
            self.sources or self.voice or self.linked or entry.participant_id or entry.source_system not in _OWN_WORDS
        )

    @property
    def told_by(self) -> str:
        return self.entry.participant.shown_as if self.entry.participant else ""

    @property
    def imported_from(self) -> str:
        return "" if self.entry.source_system in _OWN_WORDS else self.entry.source_system

    @property
    def look(self) -> str:
        """Classes: the column, soft or sharp, known later."""
        names = [f"ev--l{self.column}"] if self.column else []
        if self.entry.known_later:
            names.append("ev--later")
        elif is_coarse(self.entry):
            names.append("ev--soft")
        if self.is_marker:
            names.append("ev--gone")
        elif self.pointer:
            names.append("ev--pointer")
        return " ".join(["ev", *names])


@dataclass(frozen=True, slots=True)
class Block:
    """A dispute: all its sides, entries and sentences, with equal weight."""

    dispute: Dispute
    sides: list[Line]
    versions: list[Version]

    @property
    def state(self) -> str:
        return {"open": "disputed, open", "explained": "explained", "stands": "stands as it is"}[self.dispute.state]


@dataclass(frozen=True, slots=True)
class Place:
    """What stands at one place of the list: perhaps a gap, what is known to be missing, decision points, disputes, then
    the entry."""

    gap: str
    blocks: list[Block]
    line: Line
    decisions: list[DecisionPoint]
    missing: list[KnownGap]


@dataclass(frozen=True, slots=True)
class DayOfLines:
    date: date
    title: str
    zone: str
    places: list[Place]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole page. ``loose`` are disputes about no entry of the list, ``last`` the decision points after its end,
    ``missing_last`` what is known to be missing there."""

    days: list[DayOfLines]
    lanes: list[str]
    loose: list[Block]
    picture: Picture | None
    unsourced: int
    last: list[DecisionPoint]
    missing_last: list[KnownGap]

    @property
    def columns(self) -> int:
        return len(self.lanes) if 2 <= len(self.lanes) <= MOST_COLUMNS else 0


def sheet(
    timeline: Timeline,
    *,
    decisions: Sequence[DecisionPoint] = (),
    voices: Sequence[Voice] = (),
    window: str = "",
    begin: int | None = None,
) -> Sheet:
    """``voices`` are shared entries of people's accounts: they stand in their authors' lanes, in the one total order."""
    study = timeline.study
    speaking = {voice.entry.pk: voice for voice in voices if voice.is_shown}
    linked: dict[object, list[Voice]] = {}
    for voice in voices:
        if voice.linked_to:
            linked.setdefault(voice.linked_to, []).append(voice)
    if speaking:
        merged = [*timeline.entries, *(voice.entry for voice in speaking.values())]
        timeline = replace(timeline, entries=sorted(merged, key=lambda one: (one.at, one.tie, one.pk)))
    own_lanes = {entry.pk: lane_of(entry) for entry in timeline.entries}
    lanes = lane_names([own_lanes[entry.pk] for entry in timeline.standing])
    columns = {name: place for place, name in enumerate(lanes, start=1)} if 2 <= len(lanes) <= MOST_COLUMNS else {}
    entries = reverse("entries", args=[study.pk])
    instants = Counter(entry.at for entry in timeline.standing)

    def line(entry: Entry, *, in_block: bool = False) -> Line:
        zone = zone_of(entry, study)
        of_entry = timeline.disputes_of.get(entry.pk, [])
        lane = own_lanes[entry.pk] or OTHERS
        return Line(
            entry=entry,
            lane=lane if lane in lanes else OTHERS,
            column=0 if in_block else columns.get(lane, columns.get(OTHERS, 0)),
            zone=zone,
            elsewhere=zone != study.zone,
            sources=timeline.sources.get(entry.pk, []),
            pointer=of_entry[0] if of_entry and not in_block else None,
            disputed=entry.status == "disputed",
            tied=instants[entry.at] > 1,
            when=moments.say(entry.at, zone, entry.precision, entry.approximate).whole,
            address=f"{entries}{entry.pk}/",
            voice=speaking.get(entry.pk),
            linked=tuple(linked.get(entry.pk, ())),
            who_knew=in_words(entry, [knew(one) for one in timeline.knew.get(entry.pk, ())], zone),
        )

    lines = {entry.pk: line(entry) for entry in timeline.entries}
    blocks = {
        dispute.pk: Block(
            dispute,
            [line(entry, in_block=True) for entry in timeline.sides.get(dispute.pk, [])],
            list(dispute.versions.all()),
        )
        for dispute in timeline.disputes
    }
    before: dict[object, list[Block]] = {}
    for block in blocks.values():
        if block.sides:
            before.setdefault(block.sides[0].entry.pk, []).append(block)
    deciding: dict[object, list[DecisionPoint]] = {}
    moments_of = [entry.at for entry in timeline.entries]
    for decision in decisions:
        place = bisect_right(moments_of, decision.at)
        before_it = timeline.entries[place].pk if place < len(moments_of) else None
        deciding.setdefault(before_it, []).append(decision)
    missing: dict[object, list[KnownGap]] = {}
    for lacking in timeline.missing:
        if lacking.at is not None:
            place = bisect_right(moments_of, lacking.at)
            missing.setdefault(timeline.entries[place].pk if place < len(moments_of) else None, []).append(lacking)
    found = [
        DayOfLines(
            date=day.date,
            title=_day_in_words(day.date),
            zone=_zone_in_words(study.zone, day.rows[0].entry),
            places=[
                Place(
                    gap=row.gap.says if row.gap else "",
                    blocks=before.get(row.entry.pk, []),
                    line=lines[row.entry.pk],
                    decisions=deciding.get(row.entry.pk, []),
                    missing=missing.get(row.entry.pk, []),
                )
                for row in day.rows
            ],
        )
        for day in days(timeline.entries, study.zone)
    ]
    return Sheet(
        days=found,
        lanes=lanes,
        loose=[block for block in blocks.values() if not block.sides],
        picture=draw([_happening(lines[e.pk], study.zone) for e in timeline.standing], study.zone, window, begin),
        unsourced=sum(not lines[entry.pk].is_sourced for entry in timeline.standing),
        last=deciding.get(None, []),
        missing_last=missing.get(None, []),
    )


def knew(one: Awareness) -> Knew:
    return Knew(in_a_sentence(one.participant), one.learned_at, one.precision, one.approximate, one.how)


def _happening(line: Line, zone: str) -> Happening:
    entry = line.entry
    return Happening(
        at=entry.at,
        until=entry.until,
        precision=entry.precision,
        approximate=entry.approximate,
        lane=line.lane if line.lane != OTHERS else "",
        kind="later" if entry.known_later else "doubt" if line.disputed else "",
        href=f"#entry-{entry.pk}",
        label=f"{line.when}: {shorten(entry.text, 80)}",
    )


def _day_in_words(day: date) -> str:
    return f"{moments.WEEKDAYS[day.weekday()]} {day.day} {moments.MONTHS[day.month - 1]} {day.year}"


def _zone_in_words(zone: str, entry: Entry) -> str:
    offset = moments.offset(entry.at, moments.zone_of(zone))
    return zone if offset == zone else f"{zone}, {offset}"
