"""What is known of procedures: whom they bind, how they are really done, when what they stand for was last put to use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from secondstory.analysis.models import ControlExercise, WorkNote
from secondstory.incidents.querysets import work_readable
from secondstory.people.audience import Who, reader
from secondstory.people.models import Person, Team
from secondstory.people.refusals import NotFound
from secondstory.procedures.models import Procedure
from secondstory.recommendations.models import Recommendation, Trace

MOST = 200


def find(user: Who, procedure_id: UUID) -> Procedure:
    rows = Procedure.objects.visible_to(user).select_related("retirement__made_room_for").prefetch_related("teams")
    found = rows.filter(pk=procedure_id).first()
    if found is None:
        raise NotFound()
    return found


def whose(procedure: Procedure) -> str:
    """Whom it binds, in words."""
    names = sorted((team.name for team in procedure.teams.all()), key=str.casefold)
    if procedure.is_for_all:
        return "everybody here"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else "a team that is gone"


def teams_above(team: Team) -> list[UUID]:
    """The team and those it lies within: their rules are its rules."""
    found, parent = [team.pk], team.parent
    while parent is not None and len(found) < Team.DEPTH:
        found.append(parent.pk)
        parent = parent.parent
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """A procedure with how old it is, the last thing said of how it is really done, and when the control it is one of was
    last exercised, both as far as the reader reads them."""

    procedure: Procedure
    whose: str
    age: str
    note: WorkNote | None
    exercised_on: date | None
    exercise: ControlExercise | None


def known_of(procedures: Sequence[Procedure], user: Who, today: date) -> list[Known]:
    """Three statements, however many there are; ``procedures`` bring their teams."""
    notes = _last_notes(procedures, user)
    exercises = _last_exercises(procedures, user)
    return [
        Known(
            one,
            whose(one),
            one.age(today),
            notes.get(one.pk),
            exercises[one.pk].on if one.pk in exercises else None,
            exercises.get(one.pk),
        )
        for one in procedures
    ]


def binding(team: Team) -> list[Procedure]:
    """What binds a team, the oldest first."""
    rows = Procedure.objects.in_force().binding(teams_above(team)).prefetch_related("teams")
    return list(rows.oldest_first()[:MOST])


def beside(procedure: Procedure) -> list[Procedure]:
    """The others that bind somebody whom this one binds."""
    rows = Procedure.objects.in_force().exclude(pk=procedure.pk).prefetch_related("teams")
    if not procedure.is_for_all:
        above = [pk for team in procedure.teams.select_related("parent__parent__parent") for pk in teams_above(team)]
        rows = rows.binding(above)
    return list(rows.oldest_first()[:MOST])


def own_address(procedure: Procedure) -> str:
    """Where it is written down; else its page here."""
    return procedure.url or settings.BASE_URL + reverse("procedure", args=[procedure.pk])


def addresses(procedure: Procedure) -> set[str]:
    """Under which a work note may name it: where it is written down, and its own page here."""
    own = settings.BASE_URL + reverse("procedure", args=[procedure.pk])
    found = {own, own.rstrip("/")}
    if procedure.url:
        bare = procedure.url.rstrip("/")
        found |= {procedure.url, bare, f"{bare}/"}
    return found


def notes_on(procedure: Procedure, user: Who) -> list[WorkNote]:
    """How it is really done, newest first."""
    rows = WorkNote.objects.visible_to(user).filter(procedure__in=addresses(procedure))
    return list(rows.order_by("-created_at", "-id")[:20])


def _last_notes(procedures: Iterable[Procedure], user: Who) -> dict[UUID, WorkNote]:
    of = {address: one.pk for one in procedures for address in addresses(one)}
    found: dict[UUID, WorkNote] = {}
    for note in WorkNote.objects.visible_to(user).filter(procedure__in=of).order_by("created_at", "id"):
        found[of[note.procedure]] = note
    return found


def _last_exercises(procedures: Iterable[Procedure], user: Who) -> dict[UUID, ControlExercise]:
    """Of controls that what brought the procedure answers, in studies that ``user`` reads."""
    brought = {one.recommendation_id: one.pk for one in procedures if one.recommendation_id}
    readable = Recommendation.objects.filter(work_readable(reader(user), prefix="retrospective__"), pk__in=brought)
    controls: dict[UUID, set[UUID]] = {}
    for recommendation_id, control_id in Trace.objects.filter(
        recommendation__in=readable, finding__assessment__isnull=False
    ).values_list("recommendation_id", "finding__assessment__control_id"):
        controls.setdefault(control_id, set()).add(brought[recommendation_id])
    found: dict[UUID, ControlExercise] = {}
    rows = ControlExercise.objects.filter(control_id__in=controls, on__isnull=False).select_related("control")
    for exercise in rows.order_by("on", "id"):
        for procedure_id in controls[exercise.control_id]:
            found[procedure_id] = exercise
    return found


def teams_to_name(user: Person) -> list[Team]:
    """One's own first, then the others, by name."""
    own = user.as_reader.team_ids
    return sorted(Team.objects.all(), key=lambda team: (team.pk not in own, team.name.casefold(), team.pk))
