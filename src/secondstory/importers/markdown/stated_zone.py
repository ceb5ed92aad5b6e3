"""The zone a write-up names outside its timeline: in the front matter, or in a line of its own."""

from __future__ import annotations

import re

from secondstory.importers.markdown.outline import Outline
from secondstory.importers.markdown.shapes import SectionKind
from secondstory.timeline.parse import parse_timeline, resolve_zone

_STATES_ZONE = re.compile(
    r"\b(?:(?:all|the|these|every) (?:\w+ )?(?:times?|timestamps?|hours|dates and times)|times? (?:is|are|in)|time ?zone)\b",
    re.IGNORECASE,
)
_LONGEST, _MOST = 300, 20
_KEYS = ("timezone", "time_zone", "time-zone", "tz", "zone")
# A statement inside an account of what happened is about that account.
_MAY_STATE = {
    SectionKind.TITLE,
    SectionKind.META,
    SectionKind.SUMMARY,
    SectionKind.IMPACT,
    SectionKind.DETECTION,
    SectionKind.FREE,
}


def zone_in_front_matter(front_matter: dict[str, str]) -> str | None:
    for key in _KEYS:
        reading = resolve_zone(front_matter.get(key, ""))
        if reading and reading.zone:
            return reading.zone
    return None


def stated_zone(outline: Outline) -> str | None:
    """A line such as "All times in UTC" that stands outside the timeline, if all such lines agree."""
    texts = [outline.preamble, *(part.section.body for part in outline.parts if part.section.kind in _MAY_STATE)]
    stated = [
        line.strip()
        for text in texts
        for line in text.splitlines()
        if len(line) <= _LONGEST and _STATES_ZONE.search(line)
    ]
    # The parser knows every way to say a zone: let it read the statement above one plain time.
    zones = {parse_timeline(f"{line}\n\n2000-01-01 12:00 x\n").zone for line in stated[:_MOST]}
    zones.discard(None)
    return zones.pop() if len(zones) == 1 else None
