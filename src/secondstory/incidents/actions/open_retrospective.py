"""A retrospective is opened on an incident, with today's process and its due dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone

from secondstory.incidents.actions.write_note import check_client_id
from secondstory.incidents.models import Incident, Retrospective, StageDeadline
from secondstory.incidents.moments import check_zone
from secondstory.incidents.policies import check_can_read, check_can_read_study
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.audience import Audience
from secondstory.people.refusals import Refusal
from secondstory.playbook.models import ProcessVersion
from secondstory.playbook.process import working_days_after

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def open_retrospective(
    incident: Incident,
    *,
    by: Person,
    title: str = "",
    learning_focus: str = "",
    zone: str = "",
    depth: str = Retrospective.Depth.STANDARD,
    work_open_to: str = Audience.GROUP,
    previous: Retrospective | None = None,
    client_id: str = "",
    source_system: str = "",
    source_id: str = "",
    is_due: bool = True,
) -> Retrospective:
    """Anybody who reads the incident may open a study of it, also years later and beside others.

    ``previous`` is a final study of the same incident that this one revisits. The study keeps the process
    version of today for life (invariant 14). Until a facilitator is chosen, ``by`` acts as one. ``is_due`` is false
    for what was studied long ago and is only brought in: its stages have no dates.
    """
    check_client_id(client_id)
    if (earlier := _earlier(by, client_id, source_system, source_id)) is not None:
        return earlier
    check_can_read(incident, by)
    if previous is not None:
        _check_can_revisit(previous, incident, by)
    if depth not in Retrospective.Depth.values:
        raise Refusal("Choose how deep it goes: light, standard or deep.", field="depth")
    if work_open_to not in Audience.values or work_open_to == Audience.PUBLIC:
        raise Refusal("Choose who can read the work: its people, the team or the organization.", field="work_open_to")
    if work_open_to == Audience.TEAM and incident.team_id is None:
        raise Refusal(
            "The incident has no team. Choose another audience, or name its team first.", field="work_open_to"
        )
    now = timezone.now()
    version = ProcessVersion.objects.in_force(now)
    if version is None:
        raise Refusal("There is no process in force today. A process owner sets one.", code="no_process")
    study = Retrospective.objects.create(
        incident=incident,
        previous=previous,
        title=line(title, most=200, field="title") or incident.title,
        learning_focus=line(learning_focus, most=1000, field="learning_focus"),
        process_version=version,
        zone=check_zone(zone or incident.zone),
        team=incident.team,
        depth=depth,
        work_open_to=work_open_to,
        created_by=by,
        client_id=client_id,
        source_system=source_system,
        source_id=source_id,
    )
    if is_due:
        _set_dates(study, today=now.astimezone(ZoneInfo(study.zone)).date(), by=by)
    record("study.opened", about=study, by=by, incident=incident.pk, process=version.number)
    return study


def _set_dates(study: Retrospective, *, today: date, by: Person) -> None:
    StageDeadline.objects.bulk_create(
        StageDeadline(
            retrospective=study, stage=stage.key, due_date=working_days_after(today, stage.due_days), created_by=by
        )
        for stage in study.process_version.process.stages
        if stage.due_days is not None
    )


def _earlier(by: Person, client_id: str, source_system: str, source_id: str) -> Retrospective | None:
    if client_id:
        return Retrospective.objects.filter(created_by=by, client_id=client_id).first()
    if source_id:
        return Retrospective.objects.filter(source_system=source_system, source_id=source_id).first()
    return None


def _check_can_revisit(previous: Retrospective, incident: Incident, by: Person) -> None:
    check_can_read_study(previous, by)
    if previous.incident_id != incident.pk:
        raise Refusal("That study is about another incident. Choose one of this incident's.", field="previous")
    if not previous.is_final:
        raise Refusal("That study is still in motion. Go on there, or open a study of its own.", field="previous")
