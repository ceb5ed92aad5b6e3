"""Which questions a thin place of an analysis calls for: steps and purposes of the question bank. Plain values."""

from __future__ import annotations

from collections.abc import Sequence

from secondstory.analysis.thin import Thin

# For each section that can be thin: what would bring it on.
CALLS_FOR: dict[str, tuple[str, ...]] = {
    "system": ("1-boundary",),
    "losses": ("1-loss",),
    "hazards": ("1-hazard",),
    "constraints": ("1-constraint",),
    "events": ("1e",),
    "structure": ("control structure",),
    "components": ("3",),
    "controls": ("controls", "control structure"),
    "fared": ("controls", "control structure"),
    "missing": ("missing controls",),
    "kinds": ("systemic", "environment"),
    "strengths": ("what went well",),
    "findings": ("5",),
    "questions": ("mysteries",),
}


def wants_of(told: Sequence[Thin]) -> list[tuple[str, ...]]:
    """In the order of the page, each section once; the bank offers what the first of them calls for first."""
    return [CALLS_FOR[section] for section in dict.fromkeys(thin.section for thin in told)]
