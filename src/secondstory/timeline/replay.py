"""A study's timeline as it can be replayed: everything somebody may have known, read in a few statements.

What is not known in a view never leaves this file: pages get lines and thoughts that were known, and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from secondstory.incidents.models import Participant, Retrospective
from secondstory.people.audience import Who
from secondstory.timeline import tellings as accounts
from secondstory.timeline.foresight import Item, Learned, View, view
from secondstory.timeline.lines import usual_lane
from secondstory.timeline.models import Awareness, DecisionPoint, Entry
from secondstory.timeline.names import in_a_sentence
from secondstory.timeline.queries import decisions_of
from secondstory.timeline.reach import COARSE, reach
from secondstory.timeline.state_of_mind import OF_DECISION, OF_TELLING, Facet, Thought, state_of_mind
from secondstory.timeline.tellings import Telling
from secondstory.timeline.who_knew import Knew, in_words, learned_in_words

TEAM = "team"
_CENTER = 10**9


class Row(NamedTuple):
    """An entry, as far as a replay needs it."""

    id: UUID
    at: datetime
    until: datetime | None
    precision: str
    approximate: bool
    tie: int
    kind: str
    lane: str
    text: str
    known_later: bool
    participant_id: UUID | None
    told_zone: str


class Known(NamedTuple):
    entry_id: UUID
    participant_id: UUID
    learned_at: datetime
    precision: str
    approximate: bool
    how: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was known, as the list shows it. ``order`` sorts lines as text; ``since`` is in seconds."""

    key: str
    order: str
    since: str
    at: datetime
    zone: str
    text: str
    precision: str = "minute"
    approximate: bool = False
    until: datetime | None = None
    label: str = ""
    lane: str = ""
    because: str = ""
    beside: str = ""
    learned: str = ""
    look: str = ""


@dataclass(frozen=True)
class Replay:
    """``people`` are the participants by id, in the study's order; ``known`` is what was said of each entry."""

    study: Retrospective
    people: dict[UUID, Participant]
    entries: list[Row]
    known: dict[UUID, list[Known]]
    tellings: list[Telling]
    decisions: list[DecisionPoint]

    @cached_property
    def items(self) -> list[Item]:
        """All of it as things that can be known. What carries somebody's name is theirs as what they did is."""
        named = defaultdict(set)
        for one in self.people.values():
            named[one.shown_as].add(one.pk)
        found = [
            Item(
                f"entry-{row.id}",
                row.at,
                row.until,
                row.precision,
                row.approximate,
                frozenset({row.participant_id} if row.participant_id else named.get(row.lane, ())),
                row.known_later,
            )
            for row in self.entries
        ]
        for telling in self.tellings:
            own = frozenset({telling.participant_id})
            key = f"telling-{telling.id}"
            if telling.at:
                found.append(Item(key, telling.at, None, telling.precision, telling.approximate, own))
            if telling.at and telling.otherwise and telling.otherwise_at:
                found.append(Item(f"otherwise-{telling.id}", telling.otherwise_at, own=own, leans_on=key))
        for decision in self.decisions:
            theirs = {decision.participant_id} if decision.participant_id else named.get(decision.role_label, set())
            found.append(
                Item(
                    f"decision-{decision.pk}",
                    decision.at,
                    None,
                    decision.precision,
                    decision.approximate,
                    frozenset(theirs),
                )
            )
        return found

    def side(self, who: str) -> Side:
        looking = frozenset(self.people) if who == TEAM else frozenset({UUID(who)})
        learned = (
            Learned(f"entry-{one.entry_id}", one.participant_id, one.learned_at, one.precision, one.approximate)
            for known in self.known.values()
            for one in known
            if one.participant_id in looking
        )
        name = "" if who == TEAM else in_a_sentence(self.people[UUID(who)])
        return Side(self, who, name, looking, view(self.items, learned, looking))


@dataclass(frozen=True)
class Side:
    """The replay as one person, or the team, could live it."""

    replay: Replay
    who: str
    name: str
    looking: frozenset[UUID]
    view: View

    @property
    def is_team(self) -> bool:
        return self.who == TEAM

    def lines(self, keys: Iterable[str]) -> list[Line]:
        """These things, all known, in the order they happened."""
        wanted = {key for key in keys if key in self.view.since}
        return sorted(self._lines(wanted), key=lambda line: line.order)

    def _lines(self, wanted: set[str]) -> Iterator[Line]:
        for row in self.replay.entries:
            if f"entry-{row.id}" in wanted:
                yield self._entry(row)
        for telling in self.replay.tellings:
            if f"telling-{telling.id}" in wanted:
                yield self._telling(telling)
            if f"otherwise-{telling.id}" in wanted:
                yield self._otherwise(telling)
        for decision in self.replay.decisions:
            if f"decision-{decision.pk}" in wanted:
                yield self._decision(decision)

    def mind(self, at: datetime) -> list[Facet]:
        since = self.view.since
        thoughts = []
        for one in self.replay.tellings:
            facet, told = OF_TELLING.get(one.kind), since.get(f"telling-{one.id}")
            if facet and told:
                turned = since.get(f"otherwise-{one.id}")
                thoughts.append(Thought(facet, one.text, told, one.told_by, one.otherwise if turned else "", turned))
        for decision in self.replay.decisions:
            if told := since.get(f"decision-{decision.pk}"):
                thoughts += [
                    Thought(facet, text, told, decision.by_whom)
                    for name, facet in OF_DECISION.items()
                    if (text := getattr(decision, name))
                ]
        return state_of_mind(thoughts, at)

    def _line(self, key: str, at: datetime, *, look: str = "", **more: Any) -> Line:
        tie = more.pop("tie", 0)
        coarse = more.get("approximate") or more.get("precision") in COARSE
        return Line(
            key=key,
            order=f"{in_order(at)} {tie + _CENTER:010d} {key}",
            since=repr(self.view.since[key].timestamp()),
            at=at,
            look=" ".join(filter(None, [look, "ev--soft" if coarse else ""])),
            **{"zone": self.replay.study.zone, **more},
        )

    def _entry(self, row: Row) -> Line:
        key, zone = f"entry-{row.id}", self.replay.study.zone
        since, told_by = self.view.since[key], self.replay.people.get(row.participant_id or row.id)
        return self._line(
            key,
            row.at,
            tie=row.tie,
            zone=row.told_zone if row.precision == "day" and row.told_zone else zone,
            text=row.text,
            precision=row.precision,
            approximate=row.approximate,
            # An end that had not come when it became known would tell of what came after.
            until=row.until if row.until and row.until <= since else None,
            lane=row.lane or (told_by.shown_as if told_by else usual_lane(row.kind)),
            learned=self._learned(row, since),
        )

    def _learned(self, row: Row, since: datetime) -> str:
        """How it came to be known: of the team, to whom first."""
        told = [
            Knew(
                in_a_sentence(self.replay.people[one.participant_id]),
                one.learned_at,
                one.precision,
                one.approximate,
                one.how,
            )
            for one in self.replay.known.get(row.id, ())
            if one.participant_id in self.looking and reach(_span(one))[1] <= since
        ]
        if not told:
            return ""
        zone = self.replay.study.zone
        return in_words(row, told, zone) if self.is_team else learned_in_words(row, told[0], zone)

    def _telling(self, one: Telling) -> Line:
        assert one.at is not None  # else nobody is known to have known it
        return self._line(
            f"telling-{one.id}",
            one.at,
            text=one.text,
            precision=one.precision,
            approximate=one.approximate,
            label=one.label,
            lane=one.told_by,
            because=one.because,
            look="ev--told",
        )

    def _otherwise(self, one: Telling) -> Line:
        assert one.otherwise_at is not None
        return self._line(
            f"otherwise-{one.id}",
            one.otherwise_at,
            text=one.otherwise,
            label="It proved otherwise",
            lane=one.told_by,
            beside=one.text,
            look="ev--told",
        )

    def _decision(self, one: DecisionPoint) -> Line:
        return self._line(
            f"decision-{one.pk}",
            one.at,
            text=one.choice,
            precision=one.precision,
            approximate=one.approximate,
            label="Decided",
            lane=one.by_whom,
            because=one.made_sense_because,
            look="ev--turn",
        )


def in_order(at: datetime) -> str:
    """A moment as text that sorts as the moments do."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")


def _span(one: Known) -> Learned:
    return Learned("", one.participant_id, one.learned_at, one.precision, one.approximate)


def replay_of(study: Retrospective, user: Who) -> Replay:
    """All this person may read of who knew what; statements that do not grow with the timeline or its people."""
    people = {one.pk: one for one in study.participants.select_related("person").order_by("created_at", "id")}
    entries = Entry.objects.visible_to(user).filter(retrospective=study).in_order().values_list(*Row._fields)
    said = Awareness.objects.visible_to(user).filter(entry__retrospective=study).order_by("learned_at", "id")
    known = defaultdict(list)
    for row in said.values_list(*Known._fields):
        one = Known(*row)
        known[one.entry_id].append(one)
    return Replay(
        study=study,
        people=people,
        entries=[Row(*row) for row in entries],
        known=known,
        tellings=accounts.tellings(study, user),
        decisions=decisions_of(study, user),
    )
