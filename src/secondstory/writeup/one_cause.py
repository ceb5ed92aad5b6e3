"""Whether a heading asks for one cause. There is always more than one (invariant 4), so nothing here has such a heading."""

from __future__ import annotations

import re

_ONE_CAUSE = re.compile(r"\broot\b|\brca\b|\bcause\b|\b(?:five|5)[- ]whys?\b|^whys?$", re.IGNORECASE)


def asks_for_one_cause(heading: str) -> bool:
    return bool(_ONE_CAUSE.search(heading))
