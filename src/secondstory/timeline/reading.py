"""A pasted timeline, read: the parser with its answers checked and its refusals in the house's words."""

from __future__ import annotations

import re
from datetime import date

from secondstory.incidents.moments import known_zone
from secondstory.people.refusals import Refusal, TooLarge
from secondstory.timeline.parse import parse_timeline
from secondstory.timeline.parse.shapes import ParsedTimeline
from secondstory.timeline.parse.zones import UnknownZone, zone_named
from secondstory.ui.text import unstorable

MOST = 200_000
_WHOLE_OFFSET = re.compile(r"([+-])(0[1-9]|1[0-2]):00")
WHICH_ZONE = "Which zone are these times in? The text does not say, so write it beside the text: UTC, or Europe/Berlin."
WHICH_DAY = "Which day was that? The text does not say of all its times, so write the day of the first one beside it."


def read_pasted(text: str, *, zone: str = "", day: date | None = None) -> ParsedTimeline:
    """What is understood of the text. ``zone`` and ``day`` answer what it does not say itself; nothing is guessed."""
    if len(text) > MOST:
        raise TooLarge(
            f"That is {len(text):,} characters; {MOST:,} can be read at once. Paste it in parts.", field="text"
        )
    if sentence := unstorable(text):
        raise Refusal(sentence, code="unstorable", field="text")
    try:
        return parse_timeline(text, zone=zone_named(zone) if zone.strip() else None, date=day)
    except UnknownZone as unknown:
        raise Refusal(str(unknown), code="unknown_zone", field="zone") from None


def as_zone_name(zone: str) -> str:
    """The parser's zone as one that can be stored: a whole offset has a name of its own, another one has none."""
    if known_zone(zone):
        return zone
    whole = _WHOLE_OFFSET.fullmatch(zone)
    # These names count westward: what is ahead of UTC is called GMT-2.
    return f"Etc/GMT{'-' if whole[1] == '+' else '+'}{int(whole[2])}" if whole else ""


def check_is_complete(parsed: ParsedTimeline) -> None:
    """Every understood entry has its instant; else the question that is open."""
    if not parsed.entries:
        raise Refusal(
            "No line here begins with a time. Write the time first, such as 14:02.", code="no_entry", field="text"
        )
    if parsed.zone_needed:
        raise Refusal(WHICH_ZONE, code="zone_needed", field="zone")
    if parsed.date_needed:
        raise Refusal(WHICH_DAY, code="date_needed", field="day")
    for entry in parsed.entries:
        if entry.utc is None:
            why = entry.notes[0] if entry.notes else "It names no moment yet."
            raise Refusal(
                f"“{entry.raw.strip()[:80]}”: {why} Mend the line and paste again.", code="no_moment", field="text"
            )
