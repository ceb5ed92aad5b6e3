"""What a study took, and who has room for another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from secondstory.hours.models import EnoughTime, OwnTime, Room, StudyTime, Work
from secondstory.hours.words import days, several
from secondstory.incidents.models import Retrospective, StudyRole
from secondstory.people.audience import Who
from secondstory.people.models import Person
from secondstory.playbook.transitions import State
from secondstory.ui.moments import day

SEVERAL = 3
RESTS = (State.FINAL, State.SET_ASIDE)


@dataclass(frozen=True, slots=True)
class Took:
    """What a study took: a line for each kind of work that was told of, all together, and whether that was enough."""

    lines: list[tuple[str, str]]
    together: str
    enough: str


def took(study: Retrospective) -> Took:
    told = dict(StudyTime.objects.filter(retrospective=study).order_by().values_list("work", "quarters"))
    enough = EnoughTime.objects.filter(retrospective=study).values_list("text", flat=True).first()
    lines = [(work.label, days(told[work])) for work in Work if work in told]
    return Took(lines, days(sum(told.values())) if told else "", enough or "")


def own_times(person: Person, since: date | None = None, to: date | None = None) -> list[OwnTime]:
    """Their own lines, newest first."""
    rows = OwnTime.objects.visible_to(person)
    if since:
        rows = rows.filter(on__gte=since)
    if to:
        rows = rows.filter(on__lte=to)
    return list(rows.order_by("-on", "-id")[:2000])


def by_work(times: Sequence[OwnTime]) -> list[tuple[str, str]]:
    """Somebody's own lines put together for their own letter, in the order of the work."""
    told = [(work.label, sum(one.quarters for one in times if one.work == work)) for work in Work]
    return [(label, days(quarters)) for label, quarters in told if quarters]


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody whom one might ask to facilitate: what they say, and a word of care."""

    name: str
    says: str
    care: str


def room_of(room: Room, today: date) -> str:
    """In words; '' once the day it was said for has gone by."""
    told = []
    if room.until is None or room.until >= today:
        says = Room.Says(room.says).label
        told.append(f"{says} until {day(room.until)}" if room.until else says)
    if room.away_from and room.away_to and room.away_to >= today:
        told.append(f"away {day(room.away_from)} to {day(room.away_to)}")
    return "; ".join(told)


def whom_to_ask(user: Who, today: date) -> list[Said]:
    """By name, never by how much somebody carries. Those who said something, and those who carry several already, of the
    studies that ``user`` reads: that there are others is not told. Whoever carries those says so themself."""
    rooms = {one.person_id: one for one in Room.objects.visible_to(user).select_related("person")}
    open_now = StudyRole.objects.filter(
        ~Q(retrospective__state__in=RESTS),
        role=StudyRole.Role.FACILITATOR,
        person__is_active=True,
        retrospective__in=Retrospective.objects.visible_to(user),
    )
    carried: dict[object, list[object]] = {}
    for person_id, study_id in open_now.order_by().values_list("person_id", "retrospective_id"):
        carried.setdefault(person_id, []).append(study_id)
    busy = {person_id: studies for person_id, studies in carried.items() if len(studies) >= SEVERAL}
    people = Person.objects.filter(pk__in={*rooms, *busy}, is_active=True).order_by("display_name", "pk")
    told = [
        Said(
            one.display_name,
            room_of(rooms[one.pk], today) if one.pk in rooms else "",
            f"carries {several(len(busy[one.pk]))}; ask whether that is too much" if one.pk in busy else "",
        )
        for one in people
    ]
    return [one for one in told if one.says or one.care]


def half_a_year_before(today: date) -> date:
    return today - timedelta(days=182)
