"""Saying a part of the analysis anew, while the study is open."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from secondstory.analysis import policies
from secondstory.analysis.actions.findings import Target, aim
from secondstory.analysis.actions.keep import check_is_there, check_of_study, noun
from secondstory.analysis.actions.remove import remove
from secondstory.analysis.models import (
    BetterNote,
    Condition,
    Constraint,
    ControlAction,
    ControlAssessment,
    Feedback,
    Finding,
    Hazard,
    Influence,
    LookedFoundNone,
    Loss,
    MissingControl,
    OfStudy,
    Responsibility,
    Strength,
    SystemicFactor,
    SystemPart,
)
from secondstory.analysis.words import tidied
from secondstory.journal.actions import action, record
from secondstory.people.models import Person

P = TypeVar("P", bound=OfStudy)

# What may be said anew of each; links to other parts are named apart.
FIELDS: dict[type[OfStudy], tuple[str, ...]] = {
    SystemPart: ("name", "kind", "is_environment"),
    Responsibility: ("part", "text"),
    ControlAction: ("source", "target", "what", "deviation", "on_paper_only"),
    Feedback: ("source", "target", "what", "state", "delay"),
    Influence: ("source", "target", "what"),
    Loss: ("text", "is_near"),
    Hazard: ("text",),
    Constraint: ("text",),
    ControlAssessment: ("outcome", "how", "environment_met", "failure_followed", "held_by"),
    SystemicFactor: ("kind", "text"),
    MissingControl: ("text", "met_nothing", "hazard", "believed_to_exist"),
    Condition: ("text", "level", "evidence"),
    Finding: ("summary",),
    Strength: ("text", "kind"),
    BetterNote: ("text",),
}
LINKS: dict[type[OfStudy], str] = {
    Hazard: "losses",
    Constraint: "hazards",
    Responsibility: "constraints",
    BetterNote: "findings",
    ControlAssessment: "references",
}


@action
def change(part: P, /, *, by: Person, **told: object) -> P:
    """Say anew what ``told`` names; the rest stays. Saying what it says already changes nothing.

    Raises LookupError for a field that this kind does not have: a programming mistake, not a person's.
    """
    policies.check_can_change_part(part, by)
    check_is_there(part)
    links = told.pop(LINKS.get(type(part), ""), None)
    if unknown := set(told) - set(FIELDS[type(part)]):
        raise LookupError(f"{type(part).__name__} has nothing called {', '.join(sorted(unknown))} to say anew.")
    before = _told(part)
    for name, value in told.items():
        if isinstance(value, OfStudy):
            check_of_study(part.retrospective, [value], field=name)
        setattr(part, name, value)
    tidied(part)
    changed = _told(part) != before
    if changed:
        part.save()
    if links is not None:
        changed |= _relink(part, links)  # type: ignore[arg-type]  # a collection of parts, as LINKS says
    if changed:
        record(f"{noun(type(part))}.changed", about=part, by=by, study=part.retrospective_id)
    if isinstance(part, SystemicFactor):
        for look in LookedFoundNone.objects.filter(retrospective=part.retrospective, kind=part.kind):
            remove(look, by=by)
    return part


@action
def aim_finding(finding: Finding, about: Target, *, by: Person) -> Finding:
    """Say anew what a finding is about."""
    policies.check_can_change_part(finding, by)
    check_is_there(finding)
    check_of_study(finding.retrospective, [about] if about else [], field="about")
    before = _aim(finding)
    if _aim(aim(finding, about)) != before:
        finding.save()
        record("finding.changed", about=finding, by=by, study=finding.retrospective_id)
    return finding


def _told(part: OfStudy) -> dict[str, object]:
    return {name: getattr(part, name) for name in FIELDS[type(part)]}


def _aim(finding: Finding) -> tuple[object, ...]:
    return finding.assessment_id, finding.missing_control_id, finding.factor_id, finding.part_id


def _relink(part: OfStudy, things: Collection[OfStudy]) -> bool:
    name = LINKS[type(part)]
    check_of_study(part.retrospective, things, field=name)
    linked = getattr(part, name)
    if set(linked.all()) == set(things):
        return False
    linked.set(things)
    return True
