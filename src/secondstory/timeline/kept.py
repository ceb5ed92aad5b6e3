"""A study's rows for its replay, kept in memory for as long as the journal has nothing new.

Stepping asks for the same rows again and again, and reading them takes longer than everything else. Every write ends in
the journal, in its own transaction, so the journal's last number says whether anything may have changed since. Only
what all who read the study read alike is kept: whoever asks has been let in to the study before, and what people tell
in their accounts is never here, so that what somebody takes back is gone with the next step.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Counter
from secondstory.timeline.foresight import View
from secondstory.timeline.models import Awareness, DecisionPoint, Entry

# So many studies are kept; of one, so many views.
MOST = 8
MOST_VIEWS = 40


class Row(NamedTuple):
    """An entry, as far as a replay needs it. Ids are as the database writes them: to make thousands of them into
    values takes long."""

    id: str
    at: datetime
    until: datetime | None
    precision: str
    approximate: bool
    tie: int
    kind: str
    lane: str
    text: str
    known_later: bool
    told_zone: str
    whose: str


class Known(NamedTuple):
    """That somebody learned of an entry."""

    entry: str
    whose: str
    learned_at: datetime
    precision: str
    approximate: bool
    how: str


class Decision(NamedTuple):
    """A decision point, as far as a replay needs it."""

    id: str
    whose: str
    at: datetime
    precision: str
    approximate: bool
    role_label: str
    choice: str
    made_sense_because: str
    situation: str
    cues: str
    goals: str
    pressures: str
    room_to_decide: str
    expectation: str


@dataclass(frozen=True, slots=True)
class Rows:
    """``known`` is what was said of each entry; ``views`` are those that were worked out from these rows."""

    number: int
    entries: list[Row]
    known: dict[str, list[Known]]
    decisions: list[Decision]
    views: dict[Hashable, View] = field(default_factory=dict)


_kept: OrderedDict[UUID, Rows] = OrderedDict()
_turn = Lock()


def rows_of(study: Retrospective) -> Rows:
    """The rows as they stand; one statement while nothing is new, four else."""
    number = Counter.objects.values_list("last", flat=True).get(pk=1)
    with _turn:
        found = _kept.get(study.pk)
        if found is not None and found.number == number:
            _kept.move_to_end(study.pk)
            return found
    rows = _read(study, number)
    with _turn:
        _kept[study.pk] = rows
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return rows


def plain_id(id: object) -> str:
    """An id as a key, whichever way the database writes it."""
    return str(id).replace("-", "") if id else ""


def _read(study: Retrospective, number: int) -> Rows:
    known = defaultdict(list)
    said = Awareness.objects.filter(entry__retrospective=study).order_by("learned_at", "id")
    for entry, whose, *told in said.values_list(_written("entry_id"), _written("participant_id"), *Known._fields[2:]):
        known[entry].append(Known(entry, plain_id(whose), *told))
    entries = Entry.objects.filter(retrospective=study).in_order()
    decisions = DecisionPoint.objects.filter(retrospective=study).order_by("at", "id")
    return Rows(
        number=number,
        entries=[
            Row._make([*told, plain_id(whose)])
            for *told, whose in entries.values_list(_written("id"), *Row._fields[1:-1], _written("participant_id"))
        ],
        known=dict(known),
        decisions=[
            Decision(pk, plain_id(whose), *told)
            for pk, whose, *told in decisions.values_list(
                _written("id"), _written("participant_id"), *Decision._fields[2:]
            )
        ],
    )


def _written(name: str) -> Cast:
    return Cast(name, TextField())
