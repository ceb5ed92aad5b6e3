"""What the board and a study's page show of recommendations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, Q
from django.urls import reverse

from secondstory.analysis.models import Finding
from secondstory.incidents.keyset import NoSuchPage, page
from secondstory.incidents.models import Participant, Retrospective
from secondstory.people.models import Person
from secondstory.recommendations.models import EffectCheck, Recommendation, Status, StatusChange, Stuck, Trace, Tracker
from secondstory.recommendations.querysets import RecommendationQuerySet
from secondstory.recommendations.trackers import Ticket, filled

SHOWN, SIZE = 8, 30
# What was promised stands first, by the day it is due; what ended follows, newest first.
DUE = (Status.IN_PROGRESS, Status.PLANNED)
ENDED = (Status.DONE, Status.DROPPED)


@dataclass(slots=True)
class Column:
    """One status of the board. ``later``, ``newer``, ``older`` are cursors, empty where the list ends."""

    status: str
    name: str
    rows: list[Recommendation]
    more: bool = False
    later: str = ""
    newer: str = ""
    older: str = ""


def _rows(user: Person, status: str) -> RecommendationQuerySet:
    return (
        Recommendation.objects.visible_to(user)
        .knowing_study_of(user)
        .filter(status=status)
        .select_related("retrospective", "owner", "owner_team", "decider")
    )


def board(user: Person) -> list[Column]:
    """The public four, each with its first few: one statement a status, one for all findings."""
    columns = []
    for status in (*DUE, *ENDED):
        rows = _rows(user, status)
        found = list((rows.due_first() if status in DUE else rows.newest_first())[: SHOWN + 1])
        columns.append(Column(status, status.label, found[:SHOWN], more=len(found) > SHOWN))
    tie_findings([row for column in columns for row in column.rows])
    return columns


def column(user: Person, status: Status, asked: Mapping[str, str]) -> Column:
    """All of one status, in pages."""
    rows = _rows(user, status)
    if status in DUE:
        found = list(rows.filter(_due_after(asked.get("from", ""))).due_first()[: SIZE + 1])
        told = Column(status, status.label, found[:SIZE])
        told.later = _due(told.rows[-1]) if len(found) > SIZE else ""
    else:
        paged = page(rows, asked, by="created_at", size=SIZE)
        told = Column(status, status.label, paged.rows, newer=paged.newer, older=paged.older)
    tie_findings(told.rows)
    return told


def _due(row: Recommendation) -> str:
    return f"{row.target_date}.{row.pk.hex}"


def _due_after(cursor: str) -> Q:
    if not cursor:
        return Q()
    day, _, row_id = cursor.partition(".")
    try:
        at, key = date.fromisoformat(day), UUID(row_id)
    except ValueError:
        raise NoSuchPage from None
    return Q(target_date__gte=at) & (Q(target_date__gt=at) | Q(target_date=at, id__gt=key))


def tie_findings(rows: Iterable[Recommendation]) -> None:
    """Give each row ``answers``, its findings in words, where the reader may read its study. One statement."""
    readable: dict[UUID, list[str]] = {row.pk: [] for row in rows if vars(row).get("reads_study", True)}
    for row in rows:
        vars(row)["answers"] = readable.get(row.pk, [])
    if readable:
        told = Trace.objects.filter(recommendation_id__in=readable).order_by("created_at", "id")
        for recommendation_id, summary in told.values_list("recommendation_id", "finding__summary"):
            readable[recommendation_id].append(summary)


def of_study(study: Retrospective) -> list[Recommendation]:
    """A study's recommendations with what happened to each, in the order they were thought of. Four statements."""
    log = Prefetch("status_changes", StatusChange.objects.order_by("created_at", "id"), to_attr="log")
    rows: list[Recommendation] = list(
        Recommendation.objects.filter(retrospective=study)
        .select_related("owner", "owner_team", "decider")
        .prefetch_related(log, Prefetch("effects", EffectCheck.objects.order_by("-created_at", "-id"), to_attr="came"))
        .order_by("created_at", "id")
    )
    tie_findings(rows)
    return rows


def log_of(it: Recommendation) -> list[StatusChange]:
    """What happened to it, each row with ``who``: whoever took part in the study is told as they chose to be shown
    there (invariant 19). Two statements."""
    rows = list(it.status_changes.select_related("created_by").order_by("created_at", "id"))
    shown = _as_shown(it)
    for row in rows:
        vars(row)["who"] = shown(row.created_by)
    return rows


def stuck_of(it: Recommendation) -> list[Stuck]:
    """When it was stuck, who was asked and what came of it, in order of time, with ``who`` and ``whom`` as in
    ``log_of``, and ``is_open`` while whoever was asked reads it for that. One statement where it never was, else three
    at most."""
    rows = list(it.stuck.select_related("created_by", "asked", "reply__created_by").order_by("created_at", "id"))
    if rows:
        shown = _as_shown(it)
        opened = set(it.stuck.open().values_list("pk", flat=True)) if any(row.opens_reading for row in rows) else set()
        for row in rows:
            vars(row).update(
                is_open=row.pk in opened,
                who=shown(row.created_by),
                whom=shown(row.asked),
                answer=getattr(row, "reply", None),
            )
            if row.answer:  # type: ignore[attr-defined]  # told just above
                vars(row.reply)["who"] = shown(row.reply.created_by)
    return rows


def effects_of(it: Recommendation) -> list[EffectCheck]:
    """What was told to have come of it, newest first, with ``who`` as in ``log_of``. One statement where nothing was."""
    rows = list(it.effects.select_related("created_by").order_by("-created_at", "-id"))
    if rows:
        shown = _as_shown(it)
        for row in rows:
            vars(row)["who"] = shown(row.created_by)
    return rows


def tracker_of(it: Recommendation) -> Tracker | None:
    """Where a ticket for it is opened: with the team that owns it, else with its study's. One statement."""
    teams = [key for key in (it.owner_team_id, it.retrospective.team_id) if key]
    found = {one.team_id: one for one in Tracker.objects.filter(team__in=teams)} if teams else {}
    return next((found[key] for key in teams if key in found), None)


def ticket_in(tracker: Tracker, it: Recommendation) -> str:
    link = settings.BASE_URL + reverse("recommendation", args=[it.pk])
    return filled(tracker.kind, tracker.address, Ticket(it.title, it.why, it.done_when, link))


def _as_shown(it: Recommendation) -> Callable[[Person | None], str]:
    people = Participant.objects.filter(retrospective=it.retrospective_id, person__isnull=False)
    shown = {one.person_id: one.shown_as for one in people.select_related("person")}
    return lambda person: (shown.get(person.pk) or str(person)) if person else ""


def findings_of(study: Retrospective) -> list[tuple[str, str]]:
    found: Any = Finding.objects.filter(retrospective=study).order_by("created_at", "id")
    return [(str(pk), summary) for pk, summary in found.values_list("pk", "summary")]
