"""The head of an entry: everything before its text that says when.

``read_lead`` walks from left to right over day, clock, zone, a second clock, and the words around
them ("about", "before", "between"), and stops where the text begins. It looks at the first
characters of a line only, so a line of a megabyte costs no more than a short one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from .clocks import BLANK, Clock, read_no_clock
from .cursor import BLANKS, MARK, Cursor
from .days import WEEKDAY, Day
from .links import read_epoch
from .shapes import Precision
from .zones import ZoneReading
from .zonewords import read_zone, zones_in

LIMIT = 240
_EMOJI = (
    r"(?::[a-z][a-z0-9_+-]{1,40}:"
    r"|[\u2190-\u21ff\u231a-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\u200d\ufe0f]{1,8})"
)
_PICTURE = re.compile(rf"(?:{_EMOJI}{BLANK}*){{1,3}}", re.IGNORECASE)
_QUICK = re.compile(
    rf"(?:{_EMOJI}{BLANK}*){{0,3}}(?:{BLANK}|[*_`\[({{\"'“‘+])*(?:[\d~≈≃±?@]|<t:|--:|hh:|xx:|t[+-]|t0\b|{WEEKDAY}|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|at|on|by|from|between|around|about|c\.|ca\b|ca\.|circa|"
    r"approx|roughly|before|after|prior|since|shortly|just|sometime|starting|as|noon|midday|midnight|"
    r"time|when|date|utc|gmt|the|next|following|day|early|late|mid|morning|afternoon|evening|night|overnight|lunch)(?![^\W\d_]*:?//))",
    re.IGNORECASE,
)
_APPROX = re.compile(
    rf"(?:[~≈≃±]|c\.?(?={BLANK}?\d)|(?:ca|circa|approx|approximately|about|around|roughly|sometime around)\b\.?){BLANK}*",
    re.IGNORECASE,
)
_APPROX_AFTER = re.compile(
    rf"-?ish\b|{BLANK}?~(?!{BLANK}?\d)|{BLANK}?\?+(?=[\s:|)\]*]|$)|{BLANK}+or{BLANK}so\b"
    rf"|{BLANK}*\((?:\?|approx\.?|approximately|approximate|circa|ca\.?|about|roughly|est\.?|estimated|~)\)"
    rf"|{BLANK}+(?:approx\.|approximately\b|approx\b)",
    re.IGNORECASE,
)
_BOUND = re.compile(
    rf"(?P<near>(?:shortly|just|some{BLANK}?time|soon|right){BLANK}+)?(?P<w>before|prior{BLANK}to|by|no{BLANK}later{BLANK}than|after)\b{BLANK}*",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    rf"(?:at|on|from|between|since|starting(?:{BLANK}+at)?|as{BLANK}of|@|the){BLANK}*(?![\w-]*://)", re.IGNORECASE
)
_TIME_LABEL = re.compile(
    rf"(?:date{BLANK}?[/&]{BLANK}?time|time|when|date)[*_]{{0,2}}{BLANK}?:[*_]{{0,2}}{BLANK}*(?=[\d~*_`])",
    re.IGNORECASE,
)
_ZONE_FIRST = re.compile(rf"(?:UTC|GMT){BLANK}+(?=\d{{1,2}}[:.]\d\d)")
_DAYPART = re.compile(
    r"(?:(?:early|late|mid)[ -])?(?:morning|afternoon|evening|eve|night|overnight|lunchtime)\b", re.IGNORECASE
)
_DAY_TO_CLOCK = re.compile(
    rf"{BLANK}*(?:[T_](?=\d\d?:?\d\d)|[,;:|@/=]|[-–—](?={BLANK}*~?\d))?{BLANK}*(?:(?:at|from|um)\b|kl\.?)?{BLANK}*",
    re.IGNORECASE,
)
_CLOCK_TO_DAY = re.compile(rf"{BLANK}*(?:,|\bon\b|\bof\b)?{BLANK}*", re.IGNORECASE)
_RANGE = re.compile(rf"{BLANK}*(?:[-–—−~→]|->|=>|(?:to|until|till|through|thru)\b){BLANK}*", re.IGNORECASE)
_BETWEEN = re.compile(rf"{BLANK}*(?:[-–—−~→]|(?:to|and)\b){BLANK}*", re.IGNORECASE)
_AND = re.compile(rf"{BLANK}*(?:,|&|\band\b){BLANK}*", re.IGNORECASE)
_BESIDE = re.compile(rf"{BLANK}*(?:[/|=]{BLANK}*|(?=[(\[]))")
_PAREN = re.compile(r"\(([^()\n]{1,80})\)")
_SEPARATOR = re.compile(rf"{BLANK}*(?:(?:[-–—|>→➜⇒»=,;•·]|:(?![a-z][a-z_+-]{{0,30}}:)|\.(?={BLANK}))+{BLANK}*)+")
_AFTER_DAY = re.compile(rf"{BLANK}*(?:[-–—:|,)\]*_]|$)")
_RELATIVE = re.compile(
    rf"(?:T{BLANK}?)?(?P<sign>[+\-−]){BLANK}?(?:(?P<h>\d{{1,3}}):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?!\d|:\d)"
    rf"|(?P<n>\d{{1,5}}){BLANK}?(?P<u>h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?|d(?:ays?)?)\b)"
    r"|T(?P<zero>(?:[+-]?0)?)(?=[\s:=)\]*-])",
)
_MAY_GO_ON = frozenset("-–—−~→/(|=[,&tau")  # a range, a second clock, a list of clocks
_MAY_BE_DAY = frozenset("0123456789(,jfmasondtw[")
_MAY_BE_APPROXIMATE = frozenset("-i?~ (\u00a0\u202f")
_UNITS = {"h": 3600, "m": 60, "s": 1, "d": 86400}


@dataclass(slots=True)
class Lead:
    """When something happened, as its line says it. ``end`` is where the text of the entry begins."""

    end: int = 0
    day: Day | None = None
    until_day: Day | None = None
    clock: Clock | None = None
    until: Clock | None = None
    also: list[Clock] = field(default_factory=list)
    zone: ZoneReading | None = None
    weak_zone: bool = False
    weak_end: int = 0
    beside: list[tuple[Clock, ZoneReading]] = field(default_factory=list)
    moment: datetime | None = None
    relative: timedelta | None = None
    approximate: bool = False
    bound: Precision | None = None
    daypart: bool = False
    unknown: bool = False
    preposition: bool = False
    marked: bool = False
    dated: bool = False  # behind "Date:", which speaks of the whole and not of one event
    separated: bool = False
    alone: bool = False
    links: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)

    @property
    def timed(self) -> bool:
        return self.clock is not None or self.moment is not None


def read_lead(s: str, start: int, end: int) -> Lead | None:
    """The head that begins at ``start``, or None when the line begins with something else."""
    stop = min(end, start + LIMIT)
    if not _QUICK.match(s, start, stop):
        return None
    r = Cursor(s, start, stop)
    lead = Lead()
    r.take(_PICTURE)
    r.marks()
    _words_before(r, lead)
    if not _first(r, lead):
        return None
    _rest(r, lead)
    return _finished(r, lead, end)


def _words_before(r: Cursor, lead: Lead) -> None:
    if label := r.take(_TIME_LABEL):
        lead.dated = label[0].lower().startswith("date")
        r.marks()
    if (zone := r.take(_ZONE_FIRST)) and (found := read_zone(r.s, zone.start(), r.end)):
        lead.zone = found[0]
    for _ in range(5):
        if r.take(_APPROX):
            lead.approximate = True
        elif m := r.take(_BOUND):
            lead.bound = Precision.AFTER if m["w"].lower() == "after" else Precision.BEFORE
            lead.approximate = lead.approximate or bool(m["near"])
            lead.preposition = True
        elif m := r.take(_PREPOSITION):
            lead.preposition = True
            r.between = r.between or m[0].lower().startswith("between")
        else:
            return
        r.marks()


def _first(r: Cursor, lead: Lead) -> bool:
    if found := read_epoch(r.s, r.i, r.end):
        lead.moment, r.i = found
        return True
    if m := r.take(_RELATIVE):
        lead.relative = _delta(m)
        return True
    if day := r.day():
        lead.day = day
        return True
    if clock := r.clock():
        lead.clock = clock
        return True
    if r.take(_DAYPART):
        lead.daypart = True
        return True
    if (after := read_no_clock(r.s, r.i, r.end)) is not None:
        lead.unknown, r.i = True, after
        return True
    return False


def _rest(r: Cursor, lead: Lead) -> None:
    if lead.moment:
        return
    if lead.day and not lead.clock:
        _after_day(r, lead)
    if lead.relative is not None and not lead.clock:
        lead.clock = r.attempt(_DAY_TO_CLOCK, r.clock)
    if lead.clock:
        _after_clock(r, lead)


def _after_day(r: Cursor, lead: Lead) -> None:
    assert lead.day is not None
    if not lead.day.unreadable:
        _day_span(r, lead)

    def clock_or_placeholder() -> Clock | bool | None:
        if r.take(_APPROX):
            lead.approximate = True
        m = r.take(_BOUND)
        clock = r.clock()
        if clock:
            if m:
                lead.bound = Precision.AFTER if m["w"].lower() == "after" else Precision.BEFORE
            return clock
        if m:
            return None
        after = read_no_clock(r.s, r.i, r.end)
        if after is not None:
            r.i, lead.unknown = after, True
            return True
        if r.take(_DAYPART):
            lead.daypart = True
            return True
        return None

    approximate = lead.approximate
    found = r.attempt(_DAY_TO_CLOCK, clock_or_placeholder)
    if isinstance(found, Clock):
        lead.clock = found
    elif not found:
        lead.approximate = approximate
        _said_in_brackets(r, lead)


def _day_span(r: Cursor, lead: Lead) -> None:
    def to_day() -> Day | None:
        day = r.day()
        return day if day and not day.unreadable and (day.month or day.pair) else None

    assert lead.day is not None
    if day := r.attempt(_BETWEEN if r.between else _RANGE, to_day):
        lead.until_day = day
    elif lead.day.last and lead.day.month:
        last = lead.day.last
        if last > (lead.day.day or 0):
            lead.until_day = Day(lead.day.words, lead.day.year, lead.day.month, last)


def _after_clock(r: Cursor, lead: Lead) -> None:
    assert lead.clock is not None
    dotted = lead.clock.dotted

    def same_kind() -> Clock | None:
        clock = r.clock()
        if clock is None or clock.compact != bool(lead.clock and lead.clock.compact):
            return None
        return clock if clock.dotted == dotted or clock.half else None

    def to_clock() -> Clock | bool | None:
        if same := same_kind():
            return same
        i = r.i
        if day := r.day():
            r.marks()
            r.take(_DAY_TO_CLOCK)
            if clock := r.clock():
                lead.until_day = day
                return clock
        r.i = i
        after = read_no_clock(r.s, r.i, r.end)
        if after is not None:
            r.i = after
            return True
        return None

    def beside() -> tuple[Clock, ZoneReading] | None:
        clock = same_kind()
        zone = clock and read_zone(r.s, r.i, r.end)
        if not clock or not zone or (zone[2] and zone[0].zone is None):
            return None
        r.i = zone[1]
        return clock, zone[0]

    glue = _BETWEEN if r.between else _RANGE
    _approx_after(r, lead)
    _zone(r, lead)
    for _ in range(4):
        # Most lines go on with their text here; one look saves them the attempts.
        if r.peek() not in _MAY_GO_ON:
            break
        if lead.until is None and not lead.also and (found := r.attempt(glue, to_clock)):
            if isinstance(found, Clock):
                _set_until(lead, found)
                _approx_after(r, lead)
            else:
                lead.notes.append("The end is not known.")
            _zone(r, lead)
        elif pair := r.attempt(_BESIDE, beside) or (r.attempt(_AND, beside) if lead.zone else None):
            lead.beside.append(pair)
        elif lead.until is None and (other := r.attempt(_AND, same_kind)):
            lead.also.append(other)
            _zone(r, lead)
        else:
            break
    if lead.day is None:
        _trailing_day(r, lead)
    _approx_after(r, lead)


def _set_until(lead: Lead, until: Clock) -> None:
    assert lead.clock is not None
    lead.until = until
    start = lead.clock
    if until.half and not start.half and start.at.hour <= 12 and not start.padded:
        # "1:42-1:59 PM": the half of the day is written once. The start takes the half that leaves
        # it before the end.
        hour = start.at.hour % 12
        morning = replace(start, at=start.at.replace(hour=hour), half="a")
        evening = replace(start, at=start.at.replace(hour=hour + 12), half="p")
        lead.clock = evening if evening.seconds <= until.seconds else morning


def _approx_after(r: Cursor, lead: Lead) -> None:
    if r.s[r.i : r.i + 1] in _MAY_BE_APPROXIMATE and r.take(_APPROX_AFTER):
        lead.approximate = True


def _zone(r: Cursor, lead: Lead) -> None:
    if lead.zone and not lead.weak_zone:
        return
    if not r.peek():
        return
    saved = r.save()
    r.marks(closing_only=True)
    found = read_zone(r.s, r.i, r.end)
    if not found:
        r.restore(saved)
        return
    lead.zone, after, weak = found
    lead.weak_zone = weak and not (lead.clock and lead.clock.half and lead.zone.words.isupper())
    lead.weak_end = r.i
    r.i = after
    # "PDT (UTC-7)" says the same twice.
    again = read_zone(r.s, r.i, r.end)
    if again and not again[2] and r.s[r.i : again[1]].strip().startswith("("):
        r.i = again[1]


def _trailing_day(r: Cursor, lead: Lead) -> None:
    def trailing() -> Day | None:
        bracketed = "(" in r.opened or "[" in r.opened
        day = r.day()
        if not day or day.after or day.nth:
            return None
        i = r.i
        r.take(BLANKS)
        ok = bool(_AFTER_DAY.match(r.s, i, r.end)) or (bracketed and r.s[r.i : r.i + 1] in ")]")
        r.i = i
        return day if ok else None

    if r.peek() in _MAY_BE_DAY and (day := r.attempt(_CLOCK_TO_DAY, trailing)):
        lead.day = day


def _said_in_brackets(r: Cursor, lead: Lead) -> None:
    """The zone in "2025-02-25 (all times UTC)" and "2023/05/11 Thursday (UTC)"."""

    def said() -> ZoneReading | None:
        m = r.take(_PAREN)
        zones = zones_in(m[1]) if m else []
        return zones[0] if len(zones) == 1 else None

    saved = r.save()
    r.marks(closing_only=True)
    r.take(BLANKS)
    # The bracket is a mark too; here it must stay whole.
    if r.s[r.i : r.i + 1] in "*_" and (m := MARK.match(r.s, r.i, r.end)):
        r.opened.append(m[0])
        r.i = m.end()
    if zone := said():
        lead.zone = zone
        return
    r.restore(saved)


def _finished(r: Cursor, lead: Lead, end: int) -> Lead:
    lead.separated = False
    for _ in range(3):  # "**10:00 AM:** text" has its colon inside, "**10:00 AM** - text" outside
        r.marks(closing_only=True)
        if m := _SEPARATOR.match(r.s, r.i, end):
            lead.separated = True
            r.i = m.end()
        else:
            break
    if end - r.i <= 3 and not r.s[r.i : end].strip("*_`"):
        r.i = end  # a mark that closes what was never opened: "-4/25/23_"
    lead.marked = r.closed > 0
    lead.end = r.i
    if tail := BLANKS.match(r.s, r.i, end):
        lead.end = tail.end()
    lead.alone = lead.end >= end
    lead.links = tuple(dict.fromkeys(r.links))
    return lead


def without_weak_zone(s: str, lead: Lead, end: int) -> Lead:
    """The same lead when the words after its clock turn out to be no zone but the text."""
    lead.zone, lead.weak_zone = None, False
    m = _SEPARATOR.match(s, lead.weak_end, end)
    lead.end = m.end() if m else lead.weak_end
    if tail := BLANKS.match(s, lead.end, end):
        lead.end = tail.end()
    return lead


def _delta(m: re.Match[str]) -> timedelta:
    if m["zero"] is not None:
        return timedelta()
    sign = 1 if m["sign"] == "+" else -1
    if m["n"]:
        return timedelta(seconds=sign * int(m["n"]) * _UNITS[m["u"][0].lower()])
    # "T+00:05" counts hours and minutes, as clocks do; "T+00:05:30" also seconds.
    return timedelta(seconds=sign * (int(m["h"]) * 3600 + int(m["m"]) * 60 + int(m["s"] or 0)))
