"""Findings: what recommendations trace to. Each is about exactly one thing."""

from __future__ import annotations

from secondstory.analysis.actions.keep import check_of_study, keep
from secondstory.analysis.models import (
    ControlAssessment,
    Finding,
    MissingControl,
    SystemicFactor,
    SystemPart,
)
from secondstory.incidents.models import Retrospective
from secondstory.journal.actions import action
from secondstory.people.models import Person

Target = ControlAssessment | MissingControl | SystemicFactor | SystemPart | None


def aim(finding: Finding, about: Target) -> Finding:
    """Point ``finding`` at its one target. None is 'how parts worked together', with no single part to name."""
    finding.assessment = about if isinstance(about, ControlAssessment) else None
    finding.missing_control = about if isinstance(about, MissingControl) else None
    finding.factor = about if isinstance(about, SystemicFactor) else None
    finding.part = about if isinstance(about, SystemPart) else None
    if finding.assessment:
        finding.kind = Finding.Kind.CONTROL
    elif finding.missing_control:
        finding.kind = Finding.Kind.MISSING_CONTROL
    elif finding.factor:
        finding.kind = Finding.Kind.SYSTEMIC
    else:
        finding.kind = Finding.Kind.COORDINATION
    return finding


@action
def record_finding(study: Retrospective, summary: str, *, by: Person, about: Target = None) -> Finding:
    check_of_study(study, [about] if about else [], field="about")
    return keep(aim(Finding(retrospective=study, summary=summary), about), by=by)
