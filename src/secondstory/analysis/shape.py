"""How far an analysis has come, as plain values for ``thin``."""

from __future__ import annotations

from secondstory.analysis.models import Outcome, SafetyControl
from secondstory.analysis.parts_in_order import parts_in_order
from secondstory.analysis.queries import Analysis
from secondstory.analysis.thin import Shape
from secondstory.incidents.models import Retrospective


def shape_of(analysis: Analysis, study: Retrospective) -> Shape:
    """``study`` came through ``get_study``, which counts its timeline."""
    preventive = [a for a in analysis.assessments if a.control.type == SafetyControl.Type.PREVENT]
    parts = parts_in_order(analysis)
    return Shape(
        depth=study.depth,
        entries=vars(study)["timeline_entries"],
        disputes=vars(study)["timeline_disputes"],
        arrows=len(analysis["action"]) + len(analysis["feedback"]),
        unexplained=[one.part.text for one in parts if not one.is_explained],
        explained=sum(one.is_explained for one in parts),
        parts=len(analysis["part"]),
        environment=sum(line.is_so for line in analysis["part"]),
        losses=len(analysis["loss"]),
        losses_without_hazard=[line.number for line in analysis["loss"] if not line.under],
        hazards=len(analysis["hazard"]),
        hazards_without_constraint=[line.number for line in analysis["hazard"] if not line.under],
        controls=len(analysis.assessments),
        controls_without_how=[a.control.name for a in analysis.assessments if not a.how],
        all_preventive_held=bool(preventive) and all(a.outcome == Outcome.HELD for a in preventive),
        missing=len(analysis["missing"]),
        unvisited=[kind.name.lower() for kind in analysis.kinds if not kind.is_visited],
        findings=len(analysis["finding"]),
        strengths=len(analysis["strength"]),
        strength_explained=bool(analysis.no_strength_because),
        is_asked=bool(analysis.questions),
    )
