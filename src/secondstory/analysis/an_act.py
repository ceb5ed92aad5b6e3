"""Whether a sentence stops at what somebody did, or did not do. In memory; nothing is noted (wording keeps its own book)."""

from __future__ import annotations

from secondstory.wording.choices import choices_now
from secondstory.wording.looking import look

# What a person did or did not do, held against a rule, put down to character, or given as the whole explanation.
ACTS = ("LF-OM", "LF-HE", "LF-BL", "LF-CH", "LF-PR")


def act_named(text: str) -> str:
    """The words that name an act instead of what surrounded it; none, where the house looks for no such words."""
    choices = choices_now()
    found = look(text, kind="plain", surface="analysis", rules=choices.rules, preset=choices.preset)
    return next((one.words for one in found.seen if one.finding.category in ACTS), "")
