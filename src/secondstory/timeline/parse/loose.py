"""Lines under a date heading that have no time in front: which of them are entries of that day."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .clocks import BLANK, read_clock
from .lead import Lead
from .lines import Line
from .zonewords import read_zone

INNER_LIMIT = 300
REFERENCE = re.compile(
    rf"see\b|!\[|<img\b|\[[^\]\n]{{1,100}}\]:|nb\b|note\b"
    rf"|(?:(?:\[[^\]\n]{{0,200}}\]\([^()\s]{{0,400}}\)|<?https?://\S++)(?:{BLANK}|[,;.&]|and\b)*+)++\Z",
    re.IGNORECASE,
)
ANCHOR = re.compile(r"\[[^\]\n]{1,120}\]\(#[^()\s]*\)")
LABEL = re.compile(r"(?:\*\*|__)[^*_\n]{1,80}(?::(?:\*\*|__)|(?:\*\*|__):)")
_OF_EVENTS = re.compile(r"timeline|events|what happened|chronology", re.IGNORECASE)
_INNER = re.compile(
    rf"(?:^|(?<=[\s(]))(?P<word>[\w'’]+[,:]?{BLANK}+)?(?P<near>(?:at|around|about|approx(?:\.|imately)?|c\.?|ca\.?|circa|@|~)?{BLANK}?)?"
    r"(?=\d{1,2}[:.]\d\d)",
    re.IGNORECASE,
)
_NOT_THE_TIME = frozenset(
    ("until", "till", "since", "from", "to", "last", "every", "for", "by", "before", "after", "than", "within")
)
_NEAR = re.compile(r"(?:around|about|approx|c|ca|circa|~)", re.IGNORECASE)


@dataclass(slots=True)
class Unit:
    """One such entry: the line it begins with, when, and the stretches of its text."""

    line: Line
    lead: Lead
    spans: list[tuple[int, int]]
    end: int


def units_of(text: str, loose: list[tuple[Line, bool]]) -> list[Unit]:
    """A bullet is an event of that day, and so is the first paragraph; a time inside a line makes one.

    Each line comes with whether a blank line stands above it.
    """
    units: list[Unit] = []
    going = False
    for n, (line, gap) in enumerate(loose):
        words = text[line.body : min(line.end, line.body + INNER_LIMIT)]
        last = units[-1] if units else None
        following = loose[n + 1][0] if n + 1 < len(loose) else None
        caption = words.endswith(":") or (
            following is not None and following.bullet and not line.bullet and len(words.split()) <= 3
        )
        if LABEL.match(words) and not _OF_EVENTS.search(words):
            break  # "**Impact:** …": what follows is told under that label, not of the day
        if line.fenced or line.heading or LABEL.match(words) or REFERENCE.match(words) or ANCHOR.match(words):
            going = False
        elif inner := inner_clock(text, line):
            units.append(Unit(line, inner, [(line.body, line.end)], line.end))
            going = True
        elif caption and not (going and not gap):
            going = False
        elif last is None or (line.bullet and not (going and last.line.bullet and line.indent > last.line.indent)):
            units.append(Unit(line, Lead(end=line.body), [(line.body, line.end)], line.end))
            going = True
        elif going and (not gap or not last.line.bullet):
            last.spans.append((line.start if line.bullet else line.body, line.end))
            last.end = line.end
        else:
            going = False
    return units


def inner_clock(text: str, line: Line) -> Lead | None:
    """The one time inside a sentence: "the change went out at about 17:00", "released 9:59"."""
    stop = min(line.end, line.body + INNER_LIMIT)
    found: Lead | None = None
    pos = line.body
    while m := _INNER.search(text, pos, stop):
        pos = m.end() + 1
        got = read_clock(text, m.end(), stop)
        if not got or got[0].compact:
            continue
        word = (m["word"] or "").strip().rstrip(",:").lower()
        near = (m["near"] or "").strip()
        clock, end = got
        zone = read_zone(text, end, stop)
        if zone and not zone[2]:
            end = zone[1]
        at_end = not text[end : line.end].strip(" .)*_<>/br")
        if word in _NOT_THE_TIME or not (near or at_end):
            continue
        if found:
            return None
        found = Lead(end=line.body, clock=clock, approximate=bool(_NEAR.match(near)))
        if zone and not zone[2]:
            found.zone = zone[0]
        pos = end
    return found
