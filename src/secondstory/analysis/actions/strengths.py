"""What went well, what could be better, and the conditions that all had to be there."""

from __future__ import annotations

from collections.abc import Collection

from secondstory.analysis import policies
from secondstory.analysis.actions.keep import check_of_study, keep
from secondstory.analysis.models import BetterNote, Condition, Finding, Strength
from secondstory.analysis.words import tidied
from secondstory.incidents.models import Retrospective
from secondstory.journal.actions import action, record
from secondstory.people.models import Person


@action
def name_strength(study: Retrospective, text: str, *, by: Person, kind: str = "adaptation") -> Strength:
    return keep(Strength(retrospective=study, text=text, kind=kind), by=by)


@action
def say_no_strength_because(study: Retrospective, reason: str, *, by: Person) -> Retrospective:
    """Why this study names nothing that went well. An empty reason takes it back."""
    policies.check_can_name(Strength, study, by)
    before, study.no_strength_because = study.no_strength_because, reason
    tidied(study)
    if study.no_strength_because != before:
        study.save(update_fields=["no_strength_because"])
        record("strength.none_explained", about=study, by=by)
    return study


@action
def name_better_note(study: Retrospective, text: str, *, by: Person, findings: Collection[Finding] = ()) -> BetterNote:
    check_of_study(study, findings, field="findings")
    note = keep(BetterNote(retrospective=study, text=text), by=by)
    note.findings.add(*findings)
    return note


@action
def name_condition(
    study: Retrospective,
    text: str,
    *,
    by: Person,
    level: str = "technical",
    evidence: str = "",
    came_from: str = "",
    joined_with: Collection[Condition] = (),
) -> Condition:
    """One of many that all had to be there. A set: none stands first. Said again, it is joined with more."""
    check_of_study(study, joined_with, field="joined_with")
    told = Condition(retrospective=study, text=text, level=level, evidence=evidence, came_from=came_from)
    condition = keep(told, by=by)
    condition.joined_with.add(*(other for other in joined_with if other != condition))
    return condition
