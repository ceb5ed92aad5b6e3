"""Finding zone words: right after a clock time, or anywhere in a sentence about the times."""

from __future__ import annotations

import re
from functools import cache

from .abbreviations import AMBIGUOUS, FIXED, HOME, NAMES, REGIONAL, WEAK
from .clocks import BLANK
from .zones import OFFSET, ZoneReading, resolve_zone

_ABBREVIATION = "|".join(sorted({*FIXED, *AMBIGUOUS, *REGIONAL}, key=len, reverse=True))
_NAME = "|".join(sorted((re.escape(n).replace(r"\ ", rf"{BLANK}+") for n in NAMES), key=len, reverse=True))
_UTC = rf"(?:UTC|GMT)(?:{BLANK}?{OFFSET}(?!\d|:\d))?(?![A-Za-z\d])"
_KEY = r"[A-Z][A-Za-z]{1,12}/[A-Z][A-Za-z_+-]{2,30}(?:/[A-Z][A-Za-z_]{2,30})?"
_ZONE = rf"(?:(?i:{_UTC})|(?:{_ABBREVIATION})(?![A-Za-z\d])|(?i:{_NAME})(?![A-Za-z\d])|{_KEY})"

_AFTER_CLOCK = re.compile(
    rf"(?P<near>Z(?![A-Za-z\d])|\+(?:0\d|1[0-4]):?(?:00|30|45)(?![\d:])|[-−](?:0\d|1[0-2])(?:00|30)(?!\d))"
    rf"|(?P<iso>(?:(?<=T\d\d:\d\d)|(?<=\d\d:\d\d:\d\d)|(?<=\.\d\d\d)|(?<=\.\d{{6}}))[+\-−](?:0\d|1[0-4])(?::?(?:00|30|45))?(?![\d:]))"
    rf"|{BLANK}*(?P<open>[(\[])?{BLANK}*(?P<zone>{_ZONE}|(?<={BLANK})[+\-−][01]\d:?[0-5]\d(?!\d))"
    rf"(?:{BLANK}+time\b)?(?P<equals>{BLANK}?/{BLANK}?{_ZONE})?{BLANK}*(?(open)[)\]])"
    rf"|{BLANK}+\(?(?P<local>local)(?:{BLANK}+time)?\b\)?"
    rf"|{BLANK}+(?P<region>(?:US{BLANK})?(?:Pacific|Mountain|Central|Eastern))(?={BLANK}*(?:[-–—:|,)\]]|$))"
    rf"|{BLANK}*(?P<low>(?:pst|pdt|mst|mdt|cst|cdt|edt|cet|cest|bst|ist|aest|pt|et)(?![A-Za-z\d]))"
    rf"|{BLANK}+(?P<copen>\()?(?P<city>[A-Z][A-Za-z]{{2,}}(?:[ _][A-Z][a-z]{{2,}})?)(?P<ctime>{BLANK}time\b)?"
    rf"(?(copen)\)|(?={BLANK}*(?:[-–—:|,)\]]|$)))"
)
_PAIR = re.compile(r"(?<![A-Za-z\d])([A-Z]{3,4}) ?/ ?([A-Z]{3,4})(?![A-Za-z\d])")
_SAME_AGAIN = re.compile(rf"\s*\((?:UTC|GMT)?\s?{OFFSET}\)")
_ANYWHERE = re.compile(rf"(?<![A-Za-z\d])(?:{_ZONE})")
_OFFSET_ALONE = re.compile(rf"(?<![\w:.-]){OFFSET}(?![\w:.])")
_CITY_SAID = re.compile(r"(?:\b(?:in|are|is|zone:?)|\()\s*(?P<city>[A-Z][A-Za-z]{2,}(?:[ _][A-Z][a-z]{2,})?)")

LIMIT = 240
LOCAL = ZoneReading("local", None)  # a zone is meant, and not said which
_COMMON = frozenset({*FIXED, *AMBIGUOUS, *REGIONAL, "UTC", "GMT", "Z"})


def read_zone(text: str, start: int, end: int) -> tuple[ZoneReading, int, bool] | None:
    """The zone that stands right after a clock time.

    The flag says that the words are weak evidence (initials, a surname, a city at the head of a
    sentence look the same) and count only where most lines of the text agree.
    """
    m = _AFTER_CLOCK.match(text, start, end)
    if m is None:
        return None
    if m["region"]:
        return ZoneReading(m["region"], NAMES[f"{m['region'].split()[-1].lower()} time"]), m.end(), False
    if m["local"]:
        return LOCAL, m.end(), False
    words = m["near"] or m["iso"] or m["zone"] or m["low"] or m["city"]
    reading = (_both_halves(text, m.start("zone")) if m["equals"] else None) or _resolve(words)
    if reading is None:
        return None
    weak = (
        bool(m["city"] and not m["copen"] and not m["ctime"])
        or bool(m["zone"] and not m["open"] and words in WEAK)
        or m["low"] in ("pt", "et", "ist")
    )
    return reading, m.end(), weak


def zones_in(text: str) -> list[ZoneReading]:
    """Every zone named in a short text, in order, each once."""
    if len(text) > LIMIT:
        return []
    found: dict[str | tuple[str, ...], ZoneReading] = {}
    pos = 0
    while m := _ANYWHERE.search(text, pos):
        reading = _both_halves(text, m.start()) or _resolve(m[0])
        pos = max(m.end(), m.start() + len(reading.words) if reading else 0)
        if reading:
            found.setdefault(reading.zone or reading.choices, reading)
            if again := _SAME_AGAIN.match(text, pos):  # "Pacific Time (UTC-8)" names one zone
                pos = again.end()
    if not found and (m := _OFFSET_ALONE.search(text)) and (reading := _resolve(m[0])):
        found[reading.zone or ""] = reading
    return list(found.values())


def _both_halves(text: str, start: int) -> ZoneReading | None:
    """ "PST/PDT" names a clock that changes with the season: that of the region, not one offset."""
    m = _PAIR.match(text, start)
    if m and m[1] != m[2] and m[1] in HOME and HOME[m[1]] == HOME.get(m[2]):
        return ZoneReading(m[0], HOME[m[1]])
    return None


def city_said(text: str) -> ZoneReading | None:
    """The city in "all times are Denver time", where the sentence says that it speaks of times."""
    for m in _CITY_SAID.finditer(text[:LIMIT]):
        reading = _resolve(f"{m['city']} time") or _resolve(m["city"])
        if reading and reading.zone and "/" in reading.zone:
            return reading
    return None


def _resolve(words: str) -> ZoneReading | None:
    words = " ".join(words.split())
    return _common(words) if words.upper() in _COMMON else resolve_zone(words)


@cache
def _common(words: str) -> ZoneReading | None:
    return resolve_zone(words)
