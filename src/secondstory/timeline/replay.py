"""A study's timeline as it can be replayed: everything somebody may have known, read in a few statements.

What is not known in a view never leaves this file: pages get lines and thoughts that were known, and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from secondstory.incidents.models import Participant, Retrospective
from secondstory.people.audience import Who
from secondstory.timeline import tellings as accounts
from secondstory.timeline.foresight import Item, Learned, View, view
from secondstory.timeline.kept import MOST_VIEWS, Decision, Known, Row, Rows, plain_id, rows_of
from secondstory.timeline.lines import usual_lane
from secondstory.timeline.names import in_a_sentence
from secondstory.timeline.reach import COARSE, reach
from secondstory.timeline.state_of_mind import OF_DECISION, OF_SITUATION, OF_TELLING, Facet, Thought, state_of_mind
from secondstory.timeline.tellings import Telling
from secondstory.timeline.who_knew import Knew, in_words, learned_in_words

TEAM = "team"
_CENTER = 10**9


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
    """``people`` are the participants by id, in the study's order."""

    study: Retrospective
    people: dict[str, Participant]
    rows: Rows
    tellings: list[Telling]

    def side(self, who: str) -> Side:
        """``who`` is TEAM, or one of ``people``."""
        looking = frozenset(self.people) if who == TEAM else frozenset({who})
        name = "" if who == TEAM else in_a_sentence(self.people[who])
        told = view(self._told(), (), looking)
        whole = View({**self._kept_view(looking).since, **told.since}) if told.since else self._kept_view(looking)
        return Side(self, who, name, looking, whole)

    def _kept_view(self, looking: frozenset[str]) -> View:
        """Of all but what people tell. What carries somebody's name is theirs as what they did is."""
        named = {id: one.shown_as for id, one in self.people.items()}
        views, wanted = self.rows.views, (looking, tuple(named.items()))
        found = views.get(wanted)
        if found is None:
            learned = (_as_learned(one) for known in self.rows.known.values() for one in known if one.whose in looking)
            found = view(self._items(named), learned, looking)
            if len(views) >= MOST_VIEWS:
                views.clear()
            views[wanted] = found
        return found

    def _items(self, named: Mapping[str, str]) -> Iterator[Item]:
        called = defaultdict(set)
        for id, name in named.items():
            called[name].add(id)
        for row in self.rows.entries:
            own = frozenset((row.whose,) if row.whose else called.get(row.lane, ()))
            key = f"entry-{row.id}"
            yield Item(key, row.at, row.until, row.precision, row.approximate, own, row.known_later)
        for one in self.rows.decisions:
            own = frozenset((one.whose,) if one.whose else called.get(one.role_label, ()))
            yield Item(f"decision-{one.id}", one.at, None, one.precision, one.approximate, own)

    def _told(self) -> Iterator[Item]:
        for one in self.tellings:
            key, own = f"telling-{one.id}", frozenset({plain_id(one.participant_id)})
            if one.at:
                yield Item(key, one.at, None, one.precision, one.approximate, own)
            if one.at and one.otherwise and one.otherwise_at:
                yield Item(
                    f"otherwise-{one.id}",
                    one.otherwise_at,
                    None,
                    one.otherwise_precision,
                    one.otherwise_approximate,
                    own,
                    leans_on=key,
                )


@dataclass(frozen=True)
class Side:
    """The replay as one person, or the team, could live it."""

    replay: Replay
    who: str
    name: str
    looking: frozenset[str]
    view: View

    @property
    def is_team(self) -> bool:
        return self.who == TEAM

    @property
    def address(self) -> str:
        """As an address names it."""
        return TEAM if self.is_team else str(self.replay.people[self.who].pk)

    def lines(self, keys: Iterable[str]) -> list[Line]:
        """These things, all known, in the order they happened."""
        wanted = {key for key in keys if key in self.view.since}
        return sorted(self._lines(wanted), key=lambda line: line.order)

    def _lines(self, wanted: set[str]) -> Iterator[Line]:
        for row in self.replay.rows.entries:
            if f"entry-{row.id}" in wanted:
                yield self._entry(row)
        for telling in self.replay.tellings:
            if f"telling-{telling.id}" in wanted:
                yield self._telling(telling)
            if f"otherwise-{telling.id}" in wanted:
                yield self._otherwise(telling)
        for decision in self.replay.rows.decisions:
            if f"decision-{decision.id}" in wanted:
                yield self._decision(decision)

    def mind(self, at: datetime) -> list[Facet]:
        since = self.view.since
        thoughts = []
        for one in self.replay.tellings:
            facet, told = OF_TELLING.get(one.kind), since.get(f"telling-{one.id}")
            if told is None:
                continue
            thoughts += [
                Thought(OF_SITUATION[name], text, told, one.told_by)
                for name, text in one.situation.items()
                if text and name in OF_SITUATION
            ]
            if facet:
                turned = since.get(f"otherwise-{one.id}")
                sharp = not (one.otherwise_approximate or one.otherwise_precision in COARSE)
                otherwise = one.otherwise if turned else ""
                thoughts.append(Thought(facet, one.text, told, one.told_by, otherwise, turned, sharp))
        for decision in self.replay.rows.decisions:
            if told := since.get(f"decision-{decision.id}"):
                thoughts += [
                    Thought(facet, text, told, self._decider(decision))
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
        since, told_by = self.view.since[key], self.replay.people.get(row.whose)
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
                in_a_sentence(self.replay.people[one.whose]),
                one.learned_at,
                one.precision,
                one.approximate,
                one.how,
            )
            for one in self.replay.rows.known.get(row.id, ())
            if one.whose in self.looking and reach(_as_learned(one))[1] <= since
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
            precision=one.otherwise_precision,
            approximate=one.otherwise_approximate,
            label="It proved otherwise",
            lane=one.told_by,
            beside=one.text,
            look="ev--told",
        )

    def _decider(self, one: Decision) -> str:
        return self.replay.people[one.whose].shown_as if one.whose else one.role_label

    def _decision(self, one: Decision) -> Line:
        return self._line(
            f"decision-{one.id}",
            one.at,
            text=one.choice,
            precision=one.precision,
            approximate=one.approximate,
            label="Decided",
            lane=self._decider(one),
            because=one.made_sense_because,
            look="ev--turn",
        )


def in_order(at: datetime) -> str:
    """A moment as text that sorts as the moments do."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")


def _as_learned(one: Known) -> Learned:
    return Learned(f"entry-{one.entry}", one.whose, one.learned_at, one.precision, one.approximate)


def people_of(study: Retrospective) -> dict[str, Participant]:
    """All whose view can be taken, those who left the study meanwhile, too: they knew what they knew."""
    found = study.participants.select_related("person").order_by("created_at", "id")
    return {plain_id(one.pk): one for one in found}


def replay_of(study: Retrospective, user: Who, people: dict[str, Participant]) -> Replay:
    """All this person may read of who knew what; statements that do not grow with the timeline or its people.
    ``study`` was fetched for this person."""
    return Replay(study=study, people=people, rows=rows_of(study), tellings=accounts.tellings(study, user))
