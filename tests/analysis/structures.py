"""A small control structure, straight to the tables, for tests that look at one."""

from __future__ import annotations

from dataclasses import dataclass

from secondstory.analysis.models import Constraint, ControlAction, Feedback, Influence, Responsibility, SystemPart
from secondstory.incidents.models import Retrospective


@dataclass(frozen=True)
class Small:
    team: SystemPart
    job: SystemPart
    spam: SystemPart
    sets_up: ControlAction
    mail: Feedback
    load: Influence
    duty: Responsibility
    copies: Constraint


def small(study: Retrospective) -> Small:
    """A team sets up a job, whose mail never arrives; spam presses on the job; the team has a duty."""
    of = {"retrospective": study}
    team = SystemPart.objects.create(**of, name="Infrastructure team", kind="team")
    job = SystemPart.objects.create(**of, name="Backup job", kind="software")
    spam = SystemPart.objects.create(**of, name="Spam", kind="other", is_environment=True)
    copies = Constraint.objects.create(**of, text="Two copies that can be restored")
    duty = Responsibility.objects.create(**of, part=team, text="A copy each day")
    duty.constraints.add(copies)
    return Small(
        team,
        job,
        spam,
        ControlAction.objects.create(**of, source=team, target=job, what="sets it up", deviation="harmful"),
        Feedback.objects.create(**of, source=job, target=team, what="mail when it did not work", state="missing"),
        Influence.objects.create(**of, source=spam, target=job, what="load"),
        duty,
        copies,
    )
