"""Titles of sections and what such a section is for. English; the first that matches wins.

Titles are read lowered, without numbers, emphasis and signs.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from secondstory.language.quick import ASKED, own, ready

TITLES: dict[str, tuple[str, ...]] = {
    "luck": (
        r"luck",
        r"fortunate",
    ),
    "good": (
        r"(?:what|things|that) (?:went|did go|worked|we did|has gone) (?:\w+ )?(?:well|right|good)",
        r"went well",
        r"worked well",
        r"positives",
        r"thanks",
        r"credits",
        r"acknowledg",
    ),
    "timeline": (
        r"time ?-?line",
        r"chronolog",
        r"sequence of events",
        r"\blog\b",
        r"chat",
        r"transcript",
        r"what happened",
        r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day",
        r"^\d",
        r"slack",
    ),
    "actions": (
        r"\baction",
        r"follow[- ]?ups?\b",
        r"next steps?",
        r"remediation",
        r"corrective",
        r"prevent",
        r"to-?do",
        r"recommend",
        r"improvements?\b",
        r"mitigations?\b",
        r"moving forward",
        r"(?:is|are) being done",
        r"what (?:we(?:'ve| have)|have we|has been) (?:done|changed)",
        r"what (?:we|they) (?:do|did) (?:about|to (?:fix|prevent))",
        r"going forward",
        r"way forward",
        r"what will we do",
        r"what are we doing",
        r"what we(?:'re| are| will)",
        r"how (?:do|will|are|can) we",
        r"(?:short|long|mid|medium)[- ]term",
        r"future (?:work|steps|plans)",
        r"planned",
        r"tasks?\b",
        r"roadmap",
        r"what(?:'s| is) next",
        r"looking (?:ahead|forward)",
        r"steps (?:we|being)",
        r"\bplans?\b",
        r"repair items",
        r"commitments",
        r"what could we do",
    ),
    "lessons": (
        r"lessons?",
        r"learn(?:ed|ings?|t)?\b",
        r"takeaways?",
        r"insights?",
        r"retrospective",
        r"reflections?",
    ),
    "wrong": (
        r"(?:what|things|that) (?:went|did(?:n't| not) go) (?:\w+ )?(?:wrong|poorly|badly|well)",
        r"went poorly",
        r"could (?:have|be)(?: gone| done)? (?:better|improved)",
        r"(?:to be|be) improved",
        r"didn't go well",
        r"negatives",
    ),
    "causes": (
        r"cause",
        r"contribut",
        r"why (?:did|it|this|was)",
        r"trigger",
        r"analysis",
        r"factors",
        r"reasons?\b",
        r"what caused",
        r"five whys",
        r"5 whys",
    ),
    "impact": (
        r"impact",
        r"scope",
        r"affected",
        r"effects?\b",
        r"severity",
    ),
    "detection": (
        r"detect",
        r"discover",
    ),
    "response": (
        r"resolution",
        r"recovery",
        r"response",
        r"fix(?:es)?\b",
        r"mitigat",
        r"workaround",
    ),
    "summary": (
        r"summary",
        r"overview",
        r"abstract",
        r"background",
        r"context",
        r"introduction",
        r"incident",
        r"description",
        r"details",
    ),
}
PURPOSES = tuple(TITLES)
ANY = own("|".join(pattern for patterns in TITLES.values() for pattern in patterns))
OF_PURPOSE = {purpose: "|".join(patterns) for purpose, patterns in TITLES.items()}
ASKED.update(OF_PURPOSE.values())
DECORATION = own(r"[*_`~:#]|^[\W\d.]+(?=\w)")


@lru_cache(maxsize=1024)
def purpose_of(title: str) -> str:
    """One word for what a section is for, "" when its title does not say. ``title`` is lowered."""
    if "`" in title or title.startswith("["):
        return ""  # a name out of a program, or a link to a release
    plain = DECORATION.sub("", title).strip()
    if not ANY.search(plain):
        return ""
    return next((purpose for purpose in PURPOSES if pattern_of(purpose).search(plain)), "")


@cache
def pattern_of(purpose: str) -> re.Pattern[str]:
    return ready(OF_PURPOSE[purpose])
