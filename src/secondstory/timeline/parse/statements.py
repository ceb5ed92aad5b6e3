"""What a text says about all its times at once: "All times in UTC", "Date: 5 March 2024", a heading."""

from __future__ import annotations

import re

from .days import Day, read_day
from .zones import ZoneReading
from .zonewords import LIMIT, city_said, zones_in

_ABOUT_TIMES = re.compile(
    r"\b(?:all|these|following|below)\b.{0,40}\b(?:times?|timestamps?|dates?|events?|entries|clocks?)\b"
    r"|\b(?:times?|timestamps?|dates?)\b.{0,40}\b(?:are|is|in|given|shown|listed|reported|recorded|expressed)\b"
    r"|\btime ?zone\b|\btimeline\b|\bchronology\b|\bsequence of events\b"
    r"|^\W*(?:times?|when|date)\b",
    re.IGNORECASE,
)
_HINT = re.compile(r"time|date|day|zone|utc|gmt|approx|chronolog|when|sequence", re.IGNORECASE)
_APPROXIMATE = re.compile(
    r"\b(?:all|these|the)?\s*times?(?:tamps?)?\b(?: are| is)?(?: all)?[ :,(]{0,3}approx|\ball times approx"
    r"|\(approximate\)|\bapproximate times?\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)")
_DATE_LABEL = re.compile(
    r"\W*(?:incident |outage |start |event )?(?:date|day)(?: of [\w ]{1,30})?\b\W{0,6}[:|]", re.IGNORECASE
)
_DATED_HEADING = re.compile(r"timeline|incident|outage|event|chronolog|disruption|degradation|downtime", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w.:/#-])(?=\d|[A-Z])")


def may_state(words: str) -> bool:
    """A quick look that spares most lines the careful ones."""
    return len(words) <= LIMIT and (len(words) < 12 or _HINT.search(words) is not None)


def zone_stated(words: str, heading: bool) -> ZoneReading | None:
    """The one zone a sentence or heading gives to all times; None when it names none or several."""
    if len(words) > LIMIT:
        return None
    if not heading and _CLOCK.search(words):
        return None  # a line that tells a time of its own speaks of that one
    zones = zones_in(words)
    alone = words.strip(" ()[]*_:.")
    if len(zones) == 1 and (heading or _ABOUT_TIMES.search(words) or alone == zones[0].words):
        return zones[0]
    if not zones and _ABOUT_TIMES.search(words):
        return city_said(words)
    return None


def says_approximate(words: str) -> bool:
    return len(words) <= LIMIT and bool(_APPROXIMATE.search(words))


def speaks_of_times(words: str) -> bool:
    return len(words) <= LIMIT and bool(_ABOUT_TIMES.search(words))


def day_stated(words: str, heading: bool) -> Day | None:
    """The day a heading, a "Date:" line or a sentence about all times gives to what follows."""
    if len(words) > LIMIT:
        return None
    label = _DATE_LABEL.match(words)
    if not (label or (heading and _DATED_HEADING.search(words)) or _ABOUT_TIMES.search(words)):
        return None
    return first_day(words[label.end() :] if label else words)


def first_day(words: str) -> Day | None:
    """The first day in a short text that names its year."""
    for m in _WORD.finditer(words):
        found = read_day(words, m.start(), len(words))
        if found and found[0].year is not None and not found[0].unreadable:
            return found[0]
    return None
