"""Reads a text for wording that may hide something worth knowing, and offers a better question.

It coaches: it points, says why, asks. It never changes a text, never scores a person, and needs nothing but the standard library.

    >>> from secondstory.language import check
    >>> [finding.rule for finding in check("A canary would have caught this.")]
    ['counterfactual.remedy']
"""

from secondstory.language.check import check, report
from secondstory.language.finding import LEVELS, Finding, Kept, Report, Unexplained
from secondstory.language.rules import Rule, Rules, load_rules
from secondstory.language.surfaces import PRESETS, SURFACES

__all__ = [
    "LEVELS",
    "PRESETS",
    "SURFACES",
    "Finding",
    "Kept",
    "Report",
    "Rule",
    "Rules",
    "Unexplained",
    "check",
    "load_rules",
    "report",
]
