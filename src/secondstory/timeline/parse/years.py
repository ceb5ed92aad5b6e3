"""Settling days: which number is the month, which year a day without one belongs to.

The year comes from the text (another date, a table's head, the moment inside a chat permalink) or
from the caller. Nothing else decides: today's date is not asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .days import Day

_HALF_A_YEAR = 183
_NEAR_LINK = 7


@dataclass(frozen=True, slots=True)
class Order:
    """``month_first`` for 3/4 = March 4, None while the text does not show it."""

    month_first: bool | None
    contradicts: bool = False


def resolve_days(days: list[Day], given: date | None, links: list[datetime]) -> list[str]:
    """Give every day its date where that is known; the sentences are for the reader."""
    warnings = _settle_pairs(days, given)
    known = _first_known(days)
    reference = None
    first: tuple[int, date | None] | None = None  # "Day 1" is the caller's date, if there is one
    for day in days:
        if day.unreadable:
            if not day.notes:
                day.notes.append(f"“{day.words}” is no date that can be read.")
            continue
        if day.nth is not None:
            first = first or (day.nth, given)
            day.resolved = plus(first[1], day.nth - first[0]) if first[1] else None
        elif day.month is None and day.pair is None:
            day.resolved = _relative(day, reference, given)
        elif day.pair is None:
            day.resolved = _dated(day, reference, known, given, links)
        if day.resolved:
            reference = day.resolved
            if day.weekday is not None and day.resolved.weekday() != day.weekday:
                day.notes.append(f"{day.resolved.isoformat()} was a {day.resolved:%A}; the text says another weekday.")
    return warnings


def _settle_pairs(days: list[Day], given: date | None) -> list[str]:
    open_days = [day for day in days if day.pair]
    if not open_days:
        return []
    pairs = [day.pair for day in open_days if day.pair]
    first = any(a > 12 for a, _ in pairs)
    second = any(b > 12 for _, b in pairs)
    month_first: bool | None = None
    if first != second:
        month_first = second
    elif not first:
        month_first = _by_other_dates(days, open_days, given)
    for day in open_days:
        assert day.pair
        a, b = day.pair
        if a == b:
            day.month, day.day, day.pair = a, b, None
        elif a > 12 or b > 12:
            day.month, day.day, day.pair = (b, a, None) if a > 12 else (a, b, None)
        elif month_first is not None:
            day.month, day.day, day.pair = (a, b, None) if month_first else (b, a, None)
        else:
            day.notes.append(f"“{day.words}” can mean two days: it is open which number is the month.")
        if day.month and not _possible(day):
            day.month = day.day = None
            day.unreadable = True
    if any(day.pair for day in open_days):
        words = next(day.words for day in open_days if day.pair)
        return [f"“{words}” can be read with the month first or the day first. Write it as YYYY-MM-DD."]
    return []


def _by_other_dates(days: list[Day], open_days: list[Day], given: date | None) -> bool | None:
    """A date elsewhere in the text, or the caller's, that equals exactly one of the two readings."""
    others = {(d.month, d.day) for d in days if d.month} | ({(given.month, given.day)} if given else set())
    votes = set()
    for day in open_days:
        assert day.pair
        a, b = day.pair
        if a != b and ((a, b) in others) != ((b, a) in others):
            votes.add((a, b) in others)
    return votes.pop() if len(votes) == 1 else None


def _possible(day: Day) -> bool:
    assert day.month
    assert day.day
    return _date(day.year or 2000, day.month, day.day) is not None


def _first_known(days: list[Day]) -> date | None:
    for day in days:
        if day.year and day.month and day.day and not day.unreadable and (found := _date(day.year, day.month, day.day)):
            return found
    return None


def plus(day: date, days: int) -> date | None:
    """The day so many days later, None beyond the calendar's end."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _dated(
    day: Day, reference: date | None, known: date | None, given: date | None, links: list[datetime]
) -> date | None:
    assert day.month
    assert day.day
    if day.year:
        return _date(day.year, day.month, day.day)
    if reference:
        return _nearest(day, reference)
    if day.year_hint:
        return _date(day.year_hint, day.month, day.day)
    if known:
        return _nearest(day, known)
    near = {
        found
        for link in links
        if (found := _nearest(day, link.date())) and abs((found - link.date()).days) <= _NEAR_LINK
    }
    if len(near) == 1:
        day.notes.append("The year is that of the linked messages.")
        return near.pop()
    return _nearest(day, given) if given else None


def _nearest(day: Day, reference: date) -> date | None:
    """The day in the year that brings it closest: 2 January after 30 December is the next year's."""
    assert day.month
    assert day.day
    found = [_date(year, day.month, day.day) for year in (reference.year, reference.year - 1, reference.year + 1)]
    dates = [d for d in found if d is not None]
    return min(dates, key=lambda d: abs((d - reference).days), default=None)


def _relative(day: Day, reference: date | None, given: date | None) -> date | None:
    base = reference or given
    if base is None:
        return None
    if day.weekday is not None:
        ahead = (day.weekday - base.weekday()) % 7
        # After a day of the text comes the next such weekday. The caller's date is only one day of
        # the incident: there the closest one is meant.
        return plus(base, ahead if reference or ahead <= 3 else ahead - 7)
    return plus(base, day.after) if day.after is not None else None
