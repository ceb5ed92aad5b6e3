"""One control in order of time: how it fared, what was done to it, how it fared since. Plain values.

No score and no sum: whether it became stronger is for the reader to say, from what stands side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from secondstory.analysis.models import SafetyControl
    from secondstory.people.audience import Who


@dataclass(frozen=True, slots=True)
class Change:
    """A recommendation that answers what was found about the control. ``done_at`` is when somebody saw that it is done,
    ``saw`` what they saw, ``came`` what came of it; while it is not, ``stands`` says where it is and ``saw`` may say why."""

    id: UUID
    text: str
    url: str
    stands: str
    helps: str
    done_at: datetime | None = None
    saw: str = ""
    came: str = ""


@dataclass(frozen=True, slots=True)
class Met:
    """A study in which the control was met."""

    id: UUID
    study_id: UUID
    title: str
    zone: str
    at: datetime
    outcome: str
    how: str


@dataclass(frozen=True, slots=True)
class Exercised:
    on: date
    how: str


@dataclass(slots=True)
class Turn:
    """What was done between two studies that met the control, with the one before, the exercises after it, and the
    next one."""

    before: Met | None
    done: list[Change]
    exercised: list[Exercised] = field(default_factory=list)
    since: Met | None = None


def turns(met: Iterable[Met], changes: Iterable[Change], exercises: Sequence[Exercised]) -> list[Turn]:
    """In order of time. Of what was done and met at the same moment, what was done comes first."""
    found: list[Turn] = []
    last: Met | None = None
    moments: list[tuple[datetime, int, Met | Change]] = [(one.at, 1, one) for one in met]
    moments += [(one.done_at, 0, one) for one in changes if one.done_at is not None]
    for _, _, one in sorted(moments, key=lambda moment: (moment[0], moment[1], moment[2].id)):
        if isinstance(one, Change):
            if not found or found[-1].since is not None:
                found.append(Turn(last, []))
            found[-1].done.append(one)
        else:
            last = one
            if found and found[-1].since is None:
                found[-1].since = one
    for turn in found:
        done_on = max(one.done_at.date() for one in turn.done if one.done_at is not None)
        until = turn.since.at.date() if turn.since else date.max
        turn.exercised = sorted((one for one in exercises if done_on <= one.on <= until), key=lambda one: one.on)
    return found


# A step above says which changes it knows of, as far as that reader reads them (config/wiring.py).
Source = Callable[["SafetyControl", "Who"], Iterable[Change]]
_sources: list[Source] = []


def also_changes(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def changes_of(control: SafetyControl, user: Who) -> list[Change]:
    return [change for source in _sources for change in source(control, user)]
