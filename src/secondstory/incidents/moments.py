"""A moment as a person types it, read into a UTC instant and how sharply it is known. No database, no Django.

Read are ``2017-01-31 23:27``, the same with seconds or ``T``, ``31 Jan 2017 11:27 pm``, a day alone, ``about``,
``before`` or ``after`` in front, and an offset such as ``Z`` or ``+01:00`` at the end, which then decides.
Nothing is guessed: ``02/03/2017`` has two readings, and an hour that a change of clocks skips has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from secondstory.people.refusals import Refusal

EXAMPLE = "2017-01-31 23:27"
FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST = 80
# Keys of the database that name a region only to the machine that uses them.
_NO_PLACE = frozenset({"Factory", "localtime", "posixrules"})
# Enough to choose from by the first letters; any other zone can be typed.
COMMON_ZONES = (
    "UTC",
    "Europe/London",
    "Europe/Lisbon",
    "Europe/Amsterdam",
    "Europe/Berlin",
    "Europe/Copenhagen",
    "Europe/Madrid",
    "Europe/Paris",
    "Europe/Prague",
    "Europe/Rome",
    "Europe/Stockholm",
    "Europe/Warsaw",
    "Europe/Zurich",
    "Europe/Athens",
    "Europe/Helsinki",
    "Europe/Kyiv",
    "Europe/Istanbul",
    "America/New_York",
    "America/Toronto",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/Bogota",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "Africa/Cairo",
    "Africa/Lagos",
    "Africa/Nairobi",
    "Africa/Johannesburg",
    "Asia/Jerusalem",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Bangkok",
    "Asia/Singapore",
    "Asia/Shanghai",
    "Asia/Seoul",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ABOUT = re.compile(r"\b(?:about|around|approximately|approx\.?|ca\.?|circa)(?=[\s\d]|$)|~", re.IGNORECASE)
_SIDE = re.compile(r"^\s*(before|after)\b", re.IGNORECASE)
_ISO_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"\b(\d{1,2})\.?\s+([a-z]{3,9})\.?,?\s+(\d{4})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"\b([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", re.IGNORECASE)
_NEAR_DAY = re.compile(r"\b(today|yesterday)\b", re.IGNORECASE)
_TWO_READINGS = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")
_CLOCK = re.compile(
    r"(?P<h>\d{1,2})(?:[:.](?P<m>\d{2})(?:[:.](?P<s>\d{2})(?:[.,]\d{1,9})?)?|h(?P<hm>\d{2})?)?\s*(?P<half>[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:(?:utc|gmt)\s*)?([+\-−])(\d{1,2}):?([0-5]\d)?|z|utc|gmt", re.IGNORECASE)


class NoSuchMoment(Refusal):
    """The words name no moment, or two; the sentence says which and what to write."""

    code = "no_such_moment"


class UnknownZone(Refusal):
    code = "unknown_zone"


@dataclass(frozen=True, slots=True)
class Moment:
    """``precision`` is one of second, minute, hour, day, before, after. ``approximate`` goes with a clock time
    that was called 'about' and still has minutes (about 14:07); 'about 14:00' is simply an hour."""

    at: datetime
    precision: str
    approximate: bool = False

    @property
    def shown_precision(self) -> str:
        """For places that keep no ``approximate``: sooner told coarser than sharper than it is known."""
        return "hour" if self.approximate else self.precision


@cache
def zones() -> frozenset[str]:
    """Every zone a study can be told in."""
    return frozenset(available_timezones() - _NO_PLACE)


def known_zone(name: str) -> bool:
    return name in zones()


def check_zone(name: str, *, field: str = "zone") -> str:
    """The name, when it is a zone; else a sentence with an example."""
    if not known_zone(name):
        raise UnknownZone(
            f"“{name[:60]}” is not a time zone we know. Write one such as UTC, Europe/Berlin or America/New_York.",
            field=field,
        )
    return name


def read_moment(text: str, zone: str, *, today: date | None = None) -> Moment:
    """The moment in ``text``, told in ``zone``. ``today`` lets a bare time and 'yesterday' have a day.

    >>> read_moment("about 2017-01-31 23:00", "UTC").precision
    'hour'
    """
    typed = " ".join(text.split())
    if len(typed) > LONGEST:
        raise NoSuchMoment(f"A moment takes at most {LONGEST} characters, such as {EXAMPLE}.")
    rest = typed
    side = _SIDE.match(rest)
    if side:
        rest = rest[side.end() :]
    rest, about = _ABOUT.subn(" ", rest)
    day, rest = _day(rest, today, typed)
    rest = rest.strip(" ,")
    rest = re.sub(r"^(?:t(?=\d)|at\s)\s*", "", rest, flags=re.IGNORECASE)
    if not rest:
        return Moment(_start_of(day, check_zone(zone)), side[1].lower() if side else "day")
    clock, sharpness, where = _clock(rest, zone, typed)
    at = _instant(day, clock, where)
    if side:
        return Moment(at, side[1].lower(), bool(about))
    if about and not clock.minute and not clock.second:
        return Moment(at, "hour")
    return Moment(at, sharpness, bool(about))


def write_moment(at: datetime, precision: str, zone: str) -> str:
    """As somebody would type it; the offset stands with a clock time, so that another zone does not move it.

    ``read_moment`` reads it back to the same instant and precision.
    """
    local = at.astimezone(ZoneInfo(zone))
    if precision == "day":
        return local.strftime("%Y-%m-%d")
    sharp = precision == "second" or (precision in ("before", "after") and local.second)
    shape = "%Y-%m-%d %H:%M:%S" if sharp else "%Y-%m-%d %H:%M"
    front = {"hour": "about ", "before": "before ", "after": "after "}.get(precision, "")
    return f"{front}{local.strftime(shape)} {'UTC' if zone == 'UTC' else _as_offset(local.utcoffset())}"


def _unread(typed: str) -> NoSuchMoment:
    return NoSuchMoment(f"“{typed[:60]}” is not a moment we can read. Write a day and a time, such as {EXAMPLE}.")


def _day(text: str, today: date | None, typed: str) -> tuple[date, str]:
    """The day, and the text without it."""
    if m := _ISO_DAY.search(text):
        year, month, day = int(m[1]), int(m[2]), int(m[3])
    elif (m := _DAY_FIRST.search(text)) and m[2][:3].lower() in _MONTHS:
        year, month, day = int(m[3]), _MONTHS.index(m[2][:3].lower()) + 1, int(m[1])
    elif (m := _MONTH_FIRST.search(text)) and m[1][:3].lower() in _MONTHS:
        year, month, day = int(m[3]), _MONTHS.index(m[1][:3].lower()) + 1, int(m[2])
    elif today and (m := _NEAR_DAY.search(text)):
        found = today if m[1].lower() == "today" else today - timedelta(days=1)
        year, month, day = found.year, found.month, found.day
    elif _TWO_READINGS.search(text):
        raise NoSuchMoment(f"“{typed[:60]}” can be read in two ways. Write year, month and day, such as {EXAMPLE}.")
    elif today and text.strip():
        return today, text
    elif _CLOCK.fullmatch(text.strip()):
        raise NoSuchMoment(f"Which day was that? Write it before the time, such as {EXAMPLE}.")
    else:
        raise _unread(typed)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoSuchMoment(f"The year {year} is out of reach. Write one from {FIRST_YEAR} to {LAST_YEAR}.")
    try:
        return date(year, month, day), f"{text[: m.start()]} {text[m.end() :]}"
    except ValueError:
        raise NoSuchMoment(
            f"The calendar has no {year:04}-{month:02}-{day:02}. Write the day as year, month, day, such as 2017-01-31."
        ) from None


def _clock(rest: str, zone: str, typed: str) -> tuple[time, str, str | tzinfo]:
    """Time of day, how sharp it was written, and where it was read off the wall."""
    m = _CLOCK.match(rest)
    if m is None:
        raise _unread(typed)
    after = rest[m.end() :].strip()
    if after:
        offset = _OFFSET.fullmatch(after)
        if offset:
            where: str | tzinfo = _offset(offset, typed)
        elif known_zone(after):
            where = after
        else:
            raise _unread(typed)
    else:
        where = check_zone(zone)
    bare_hour = m["m"] is None and m["hm"] is None
    if bare_hour and not m["half"] and "h" not in m[0].lower():
        raise _unread(typed)
    hour, minute, second = int(m["h"]), int(m["m"] or m["hm"] or 0), int(m["s"] or 0)
    if half := m["half"]:
        if not 1 <= hour <= 12:
            raise NoSuchMoment(f"A clock with am and pm goes from 1 to 12, not {hour}. Write it such as 11:27 pm.")
        hour = hour % 12 + (12 if half[0].lower() == "p" else 0)
    try:
        clock = time(hour, minute, second)
    except ValueError:
        raise NoSuchMoment(
            f"No clock shows {m[0].strip()}. Write the time from 00:00 to 23:59, such as 23:27."
        ) from None
    return clock, ("second" if m["s"] else "hour" if bare_hour else "minute"), where


def _offset(m: re.Match[str], typed: str) -> tzinfo:
    if m[1] is None:
        return UTC
    shift = timedelta(hours=int(m[2]), minutes=int(m[3] or 0))
    if shift > timedelta(hours=14):
        raise _unread(typed)
    return timezone(shift if m[1] == "+" else -shift)


def _start_of(day: date, zone: str) -> datetime:
    """The first instant of the day; where a change of clocks skips midnight, the one it skips to."""
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _instant(day: date, clock: time, where: str | tzinfo) -> datetime:
    zone = ZoneInfo(where) if isinstance(where, str) else where
    local = datetime.combine(day, clock, tzinfo=zone)
    at = local.astimezone(UTC)
    first, second = local.utcoffset(), local.replace(fold=1).utcoffset()
    if first == second:
        return at
    when = f"{day.isoformat()} {clock:%H:%M}"
    if at.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchMoment(
            f"The clocks in {where} skipped {when} when they were put forward. Write the time they showed, or add"
            " an offset such as Z."
        )
    raise NoSuchMoment(
        f"The clocks in {where} showed {when} twice when they were put back. Add the offset that is meant:"
        f" {_as_offset(first)} or {_as_offset(second)}."
    )


def _as_offset(shift: timedelta | None) -> str:
    minutes = int((shift or timedelta()).total_seconds() // 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
