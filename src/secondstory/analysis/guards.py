"""Answers to the guards this step knows."""

from __future__ import annotations

from secondstory.analysis.models import (
    ControlAssessment,
    LookedFoundNone,
    Loss,
    MissingControl,
    Outcome,
    SafetyControl,
    Strength,
    SystemicFactor,
    SystemicKind,
)
from secondstory.incidents.models import Retrospective


def has_loss(study: Retrospective) -> bool:
    return Loss.objects.filter(retrospective=study).exists()


def has_control(study: Retrospective) -> bool:
    return (
        ControlAssessment.objects.filter(retrospective=study).exists()
        or MissingControl.objects.filter(retrospective=study).exists()
    )


def kinds_visited(study: Retrospective) -> bool:
    found = SystemicFactor.objects.filter(retrospective=study).values_list("kind", flat=True)
    none = LookedFoundNone.objects.filter(retrospective=study).values_list("kind", flat=True)
    return {*found, *none} == set(SystemicKind.values)


def has_strength(study: Retrospective) -> bool:
    return bool(study.no_strength_because.strip()) or Strength.objects.filter(retrospective=study).exists()


def controls_explained(study: Retrospective) -> bool:
    """Invariant 8, first half: every assessment says how."""
    return not ControlAssessment.objects.filter(retrospective=study, how="").exists()


def not_all_held(study: Retrospective) -> bool:
    """Invariant 8, second half: if every preventive control held, something else was missing; it is named."""
    preventive = ControlAssessment.objects.filter(retrospective=study, control__type=SafetyControl.Type.PREVENT)
    if not preventive.exists() or preventive.exclude(outcome=Outcome.HELD).exists():
        return True
    return MissingControl.objects.filter(retrospective=study).exists()
