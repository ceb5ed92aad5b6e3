"""What to ask an author whose heading asked for one cause. Kind, short, and about the next question."""

from __future__ import annotations

import re

from secondstory.ui.text import shorten
from secondstory.writeup.one_cause import asks_for_one_cause

_WHYS = re.compile(r"\bwhys?\b", re.IGNORECASE)


def coaching_note(heading: str, conditions: int, *, ends_at: str = "") -> str | None:
    """A sentence when ``heading`` asks for a cause or a chain of whys and gave ``conditions``.

    ``ends_at``: the last step of the chain. Where it stops says as much about the asking as about the incident.
    """
    if not conditions or not (asks_for_one_cause(heading) or ends_at):
        return None
    if _WHYS.search(heading) or ends_at:
        asked = (
            f"“{heading}” was read as {_conditions(conditions)}. A chain of whys follows one line: "
            "at which step could another answer have been just as true?"
        )
        if ends_at:
            asked += (
                f" It ends at “{shorten(ends_at, 80)}”. What is special about it: do we steer it, or is it environment?"
            )
        return asked
    if conditions == 1:
        return (
            f"“{heading}” was read as one condition. It took more than this for the incident to happen: "
            "what else had to be true on that day, and which control was meant to meet it?"
        )
    return (
        f"“{heading}” was read as {_conditions(conditions)} that were true together. "
        "For each: which control was meant to meet it, and what did people see at that moment?"
    )


def _conditions(count: int) -> str:
    return "one condition" if count == 1 else f"{count} conditions"
