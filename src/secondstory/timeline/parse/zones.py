"""Which time zone some words name. Known names only; two possible readings are a question."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from .abbreviations import AMBIGUOUS, FIXED, NAMES, REGIONAL, UTC_WORDS

OFFSET = r"[+\-−]\d{1,2}(?::?[0-5]\d)?"
_OFFSET = re.compile(r"([+\-−])(\d{1,2})(?::?([0-5]\d))?")
_UTC_OFFSET = re.compile(rf"(?:UTC|GMT)\s?({OFFSET})", re.IGNORECASE)
# Keys of the database that name a region only to the machine that uses them.
_NO_PLACE = frozenset({"Factory", "localtime", "posixrules"})


@dataclass(frozen=True, slots=True)
class ZoneReading:
    """What some words say about a zone.

    ``zone`` is an IANA key or a fixed offset such as ``+02:00``; None when the words have several
    readings, which ``choices`` then lists. ``abbreviation`` is set when the words were one.
    """

    words: str
    zone: str | None
    choices: tuple[str, ...] = ()
    abbreviation: str | None = None


class UnknownZone(ValueError):
    """Somebody answered "which zone?" with words that name none, or several."""

    code = "unknown-zone"


def resolve_zone(words: str) -> ZoneReading | None:
    """What the words name, or None when they are no zone we know.

    >>> resolve_zone("UTC+2").zone, resolve_zone("Denver").zone, resolve_zone("CST").choices[0]
    ('+02:00', 'America/Denver', 'America/Chicago')
    """
    words = " ".join(words.split()).strip("()[]*_`.")
    if not words or len(words) > 60:
        return None
    upper = words.upper()
    if upper in UTC_WORDS:
        return ZoneReading(words, "UTC", abbreviation=upper)
    if upper in FIXED:
        return ZoneReading(words, FIXED[upper], abbreviation=upper)
    if upper in AMBIGUOUS:
        return ZoneReading(words, None, AMBIGUOUS[upper], abbreviation=upper)
    if upper in REGIONAL:
        return ZoneReading(words, REGIONAL[upper])
    if offset := _offset(words):
        return ZoneReading(words, offset)
    if name := NAMES.get(words.lower()):
        return ZoneReading(words, name)
    if key := _keys().get(words.lower().replace(" ", "_")):
        return ZoneReading(words, key)
    place = words.lower().removesuffix(" time").replace(" ", "_")
    keys = _cities().get(place, ())
    if len(keys) == 1:
        return ZoneReading(words, keys[0])
    return ZoneReading(words, None, keys) if keys else None


def zone_named(words: str) -> str:
    """The one zone the words name, else a sentence that says what would be one."""
    reading = resolve_zone(words)
    if reading is None:
        raise UnknownZone(f"“{words[:60]}” is not a time zone we know. Write one such as UTC, Europe/Berlin or +02:00.")
    if reading.zone is None:
        raise UnknownZone(f"“{words[:60]}” can mean {_either(reading.choices)}. Write the one that is meant.")
    return reading.zone


@cache
def tz_of(zone: str) -> tzinfo:
    """The clock of a zone that ``resolve_zone`` gave."""
    if zone == "UTC":
        return UTC
    if m := _OFFSET.fullmatch(zone):
        delta = timedelta(hours=int(m[2]), minutes=int(m[3] or 0))
        return timezone(-delta if m[1] != "+" else delta)
    return ZoneInfo(zone)


@cache
def abbreviations_of(zone: str, year: int) -> frozenset[str]:
    """The abbreviations a zone's own clock uses in a year: {"CET", "CEST"}."""
    tz = tz_of(zone)
    return frozenset(datetime(year, month, 2, tzinfo=tz).tzname() or "" for month in (1, 7))


def either(choices: tuple[str, ...]) -> str:
    return _either(choices)


def _either(choices: tuple[str, ...]) -> str:
    return choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])} or {choices[-1]}"


def _offset(words: str) -> str | None:
    m = _UTC_OFFSET.fullmatch(words)
    m = _OFFSET.fullmatch(m[1] if m else words)
    if not m:
        return None
    hours, minutes = int(m[2]), int(m[3] or 0)
    if m[3] is None and len(m[2]) < 2 and words == m[0]:
        return None  # a bare "+2" is no statement about a zone
    if hours > 14:
        return None
    if not hours and not minutes:
        return "UTC"
    return f"{'+' if m[1] == '+' else '-'}{hours:02d}:{minutes:02d}"


@cache
def _keys() -> dict[str, str]:
    return {key.lower(): key for key in available_timezones() if key not in _NO_PLACE}


@cache
def _cities() -> dict[str, tuple[str, ...]]:
    cities: dict[str, list[str]] = defaultdict(list)
    for key in sorted(_keys().values()):
        area, _, place = key.rpartition("/")
        if area and not area.startswith(("Etc", "SystemV", "US", "Canada", "Brazil", "Mexico", "Chile")):
            cities[place.lower()].append(key)
    return {place: tuple(keys) for place, keys in cities.items()}
