"""What this step says in a study's rail."""

from __future__ import annotations

from typing import Any

from secondstory.analysis.models import ControlAssessment, Loss, MissingControl, Mystery
from secondstory.incidents.rail import Says, Source, count_of


def says(study: Any) -> Says:
    """``study`` carries the annotations below."""
    controls, missing = study.analysis_controls, study.analysis_missing
    if not controls and not missing and not study.analysis_losses:
        return Says("done" if study.is_final else "next", "nothing named" if study.is_final else "not begun")
    words = f"{controls} control{'' if controls == 1 else 's'}" if controls else "no control named"
    if missing:
        words += f", {missing} missing"
    if study.analysis_unexplained:
        words += f", {study.analysis_unexplained} without a 'how'"
    elif study.analysis_questions:
        words += f", {study.analysis_questions} question{'' if study.analysis_questions == 1 else 's'} open"
    return Says("done" if study.is_final else "open", words)


SOURCE = Source(
    url_name="analysis",
    says=says,
    annotations={
        "analysis_losses": count_of(Loss),
        "analysis_controls": count_of(ControlAssessment),
        "analysis_missing": count_of(MissingControl),
        "analysis_unexplained": count_of(ControlAssessment.objects.filter(how="")),
        "analysis_questions": count_of(Mystery.objects.filter(state__in=["open", "followed"])),
    },
)
