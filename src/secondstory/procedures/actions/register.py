"""Writing down that a rule binds somebody, and wording that anew."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.models import Person, Team
from secondstory.people.refusals import NotFound, Refusal
from secondstory.procedures.models import Procedure
from secondstory.procedures.policies import check_can_keep, check_can_register, check_is_in_force
from secondstory.recommendations.models import Recommendation, Status

_address = URLValidator(schemes=["http", "https"])


@action
def register(
    title: str,
    purpose: str,
    *,
    by: Person,
    since: date,
    teams: Collection[Team] = (),
    is_for_all: bool = False,
    url: str = "",
    recommendation: Recommendation | None = None,
) -> Procedure:
    """``recommendation`` is what brought it: done, and read by ``by``. Sent twice, it is one."""
    check_can_register(teams, is_for_all, by)
    said = _said(title, purpose, since, url)
    if recommendation is not None:
        if not Recommendation.objects.visible_to(by).filter(pk=recommendation.pk).exists():
            raise NotFound()
        if recommendation.status != Status.DONE:
            raise Refusal("It binds nobody before it is done. Register it then.", code="not_done")
        if there := Procedure.objects.filter(recommendation=recommendation).first():
            return there
    for same in Procedure.objects.in_force().filter(**said, is_for_all=is_for_all, recommendation=recommendation):
        if set(same.teams.all()) == set(teams):
            return same
    made = Procedure.objects.create(**said, is_for_all=is_for_all, recommendation=recommendation, created_by=by)
    made.teams.set(teams)
    record("procedure.registered", about=made, by=by)
    return made


@action
def change_procedure(
    procedure: Procedure, *, title: str, purpose: str, since: date, by: Person, url: str = ""
) -> Procedure:
    """Whom it binds stays: for others it is another one."""
    check_can_keep(procedure, by)
    check_is_in_force(procedure)
    procedure.refresh_from_db()
    said = _said(title, purpose, since, url)
    if any(getattr(procedure, name) != value for name, value in said.items()):
        for name, value in said.items():
            setattr(procedure, name, value)
        procedure.save(update_fields=list(said))
        record("procedure.changed", about=procedure, by=by)
    return procedure


def _said(title: str, purpose: str, since: date, url: str) -> dict[str, Any]:
    url = line(url, most=500, field="url")
    if url:
        try:
            _address(url)
        except ValidationError:
            raise Refusal(
                "Write a web address that begins with https:// or http://.", code="no_address", field="url"
            ) from None
    return {
        "title": line(title, most=200, field="title", empty="Say in one line what one has to do."),
        "purpose": line(
            purpose, most=1000, field="purpose", empty="Say what it is for, so that one can tell when it may go."
        ),
        "since": since,
        "url": url,
    }
