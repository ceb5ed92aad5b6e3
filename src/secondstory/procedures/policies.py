"""May I? Those whom a rule binds write it down and retire it; so does whoever keeps the process."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser

from secondstory.incidents.policies import holds
from secondstory.people.audience import reader
from secondstory.people.models import Person, Role, Team
from secondstory.people.practice import practices_of
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.procedures.models import Procedure, ProcedureRetirement

User = Person | AnonymousUser


def keeps_the_process(user: User) -> bool:
    return isinstance(user, Person) and user.is_active and bool(user.roles & {Role.PROCESS_OWNER, Role.STEWARD})


def check_can_register(teams: Collection[Team], is_for_all: bool, user: User) -> None:
    if not reader(user).is_member:
        raise NotFound()
    if is_for_all and teams:
        raise Refusal("Choose teams, or everybody here.", code="teams_or_all", field="whom")
    if not is_for_all and not teams:
        raise Refusal("Choose whom it binds.", code="no_team", field="whom")
    own = practices_of(user) if is_for_all else practices_of(user, [team.pk for team in teams])
    if not own and not keeps_the_process(user):
        raise NotAllowed(
            "Those whom it binds write it down, or whoever keeps the process. Ask somebody of that team.",
            code="practice_only",
            field="whom",
        )


def check_can_keep(procedure: Procedure, user: User) -> None:
    """Word it anew, or retire it."""
    if not Procedure.objects.visible_to(user).filter(pk=procedure.pk).exists():
        raise NotFound()
    if keeps_the_process(user):
        return
    own = practices_of(user)
    if not own or not Procedure.objects.filter(pk=procedure.pk).binding(own).exists():
        raise NotAllowed(
            "Those whom it binds retire it, or whoever keeps the process. Ask one of them.", code="bound_only"
        )


def can_keep(procedure: Procedure, user: User) -> bool:
    return holds(check_can_keep, procedure, user)


def check_is_in_force(procedure: Procedure) -> None:
    if ProcedureRetirement.objects.filter(procedure=procedure).exists():
        raise Refusal("This procedure is retired. Register another one.", code="retired")
