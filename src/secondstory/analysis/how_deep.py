"""How deep a study goes: what each depth holds, and what the reasons noted speak for. Plain values in and out.

The reasons are those of the domain paper (§9.3, after Howie's list). They are shown as sentences; no page shows how many.
"""

from __future__ import annotations

from collections.abc import Collection

LIGHT, STANDARD, DEEP = "light", "standard", "deep"
IN_WORDS: dict[str, str] = {
    LIGHT: "The basics, how each control fared, what was missing, and the seven kinds at a glance. About half an hour.",
    STANDARD: "All of that, with a picture of who steers what, and each part explained that matters.",
    DEEP: "Everything, each part explained from the bottom up, with conversations.",
}
# From how many reasons on. Three is where the process of the house begins to consider a study at all (§9.1).
_STANDARD_FROM, _DEEP_FROM = 3, 6


def suggested_depth(reasons: Collection[str]) -> str:
    """What this many reasons speak for."""
    if len(reasons) >= _DEEP_FROM:
        return DEEP
    return STANDARD if len(reasons) >= _STANDARD_FROM else LIGHT


def suggestion(reasons: Collection[str], depth: str) -> str:
    """A sentence beside the choice; empty where nothing was noted."""
    if not reasons:
        return ""
    speaks_for = suggested_depth(reasons)
    if speaks_for == depth:
        return f"What is noted speaks for {depth}, as chosen."
    return f"What is noted speaks for {speaks_for}. You know how much time people have."
