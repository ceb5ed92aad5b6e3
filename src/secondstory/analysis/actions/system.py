"""Step 1 of CAST: the system and its environment, what was lost, in which state, and what must stay true."""

from __future__ import annotations

from collections.abc import Collection

from secondstory.analysis.actions.keep import check_of_study, keep
from secondstory.analysis.models import Constraint, Hazard, Loss, SystemPart
from secondstory.incidents.models import Retrospective
from secondstory.journal.actions import action
from secondstory.people.models import Person


@action
def name_part(
    study: Retrospective, name: str, *, by: Person, kind: str = "software", is_environment: bool = False
) -> SystemPart:
    return keep(SystemPart(retrospective=study, name=name, kind=kind, is_environment=is_environment), by=by)


@action
def name_loss(study: Retrospective, text: str, *, by: Person, is_near: bool = False) -> Loss:
    return keep(Loss(retrospective=study, text=text, is_near=is_near), by=by)


@action
def name_hazard(study: Retrospective, text: str, *, by: Person, losses: Collection[Loss] = ()) -> Hazard:
    check_of_study(study, losses, field="losses")
    hazard = keep(Hazard(retrospective=study, text=text), by=by)
    hazard.losses.add(*losses)
    return hazard


@action
def name_constraint(study: Retrospective, text: str, *, by: Person, hazards: Collection[Hazard] = ()) -> Constraint:
    check_of_study(study, hazards, field="hazards")
    constraint = keep(Constraint(retrospective=study, text=text), by=by)
    constraint.hazards.add(*hazards)
    return constraint
