"""Reading one calendar day at a given place of a text, in the many ways people write it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from .clocks import BLANK

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
            "aug august", "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?)\b"
)
_YEAR = r"(?:19|20)\d\d(?![\d])"
_SPAN = rf"{BLANK}?[-–—/&]{BLANK}?"

_DAY = re.compile(
    rf"""
    (?P<iso>(?P<iy>(?:19|20)\d\d)(?P<is>[-/.‑])(?P<im>1[0-2]|0?[1-9])(?P=is)(?P<id>3[01]|[12]\d|0?[1-9])(?!\d))
    | (?P<dmy>(?P<dd>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?
        (?:{_SPAN}(?P<d2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)?
        (?:{BLANK}+of)?(?:{BLANK}+|[-/.‑]|\.{BLANK})(?P<dm>{_MONTH})\.?(?!/\d{{4}}:)
        (?:(?:{BLANK}+|,{BLANK}*|[-/.‑])(?P<dy>{_YEAR})|[-‑](?P<dy2>\d\d)(?![\d:]))?)
    | (?P<mdy>(?P<mm>{_MONTH})\.?(?:{BLANK}+|-)(?:the{BLANK}+)?(?P<md>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?
        (?:{_SPAN}(?P<m2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[:.]\d))?
        (?!\d|[:.]\d\d)(?:(?:,{BLANK}*|{BLANK}+|-)(?P<my>{_YEAR})(?![:.]\d))?)
    | (?P<ymd>(?P<yy>(?:19|20)\d\d)(?:{BLANK}+|,{BLANK}*|[-/.‑])(?P<ym>{_MONTH})\.?(?:{BLANK}+|[-/.‑])
        (?P<yd>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[:.]\d\d))
    | (?P<num>(?P<na>\d{{1,2}})(?P<ns>[-/.‑])(?P<nb>\d{{1,2}})(?P=ns)(?P<ny>\d{{4}}|\d\d)(?![\d:]))
    | (?P<iso8>(?P<ey>(?:19|20)\d\d)(?P<em>1[0-2]|0[1-9])(?P<ed>3[01]|[12]\d|0[1-9])(?=T\d|{BLANK}+\d\d:?\d\d))
    | (?P<short>(?P<sa>\d{{1,2}})(?P<ss>[-/]|\.(?=\d\d?\.))(?P<sb>\d{{1,2}})\.?
        (?={BLANK}+(?:(?:~{BLANK}?)?\d{{1,2}}[:.h]\d\d|[-–—]{BLANK})))
    | (?P<bad>(?=[\d?xX]*[-/][\d?xX]*[-/])[\d?xX]{{1,5}}(?:[-/][\d?xX]{{1,5}}){{2,3}}(?![\w-]))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WEEKDAY_LEAD = re.compile(
    rf"(?:on{BLANK}+)?(?P<w>{WEEKDAY})\.?(?:{BLANK}*(?:,|(?P<o>\()))?{BLANK}*(?:the{BLANK}+)?", re.IGNORECASE
)
_WEEKDAY_TAIL = re.compile(rf"{BLANK}*,?{BLANK}*(?P<o>\()?(?P<w>{WEEKDAY})\.?(?(o)\))", re.IGNORECASE)
_RELATIVE = re.compile(
    rf"(?:the{BLANK}+)?(?:next|following){BLANK}+(?:day|morning)\b|day{BLANK}+(?P<n>\d{{1,2}})\b", re.IGNORECASE
)
_SHORT_IN_CELL = re.compile(r"(?P<a>\d{1,2})[-/](?P<b>\d{1,2})\Z")
_THEN_CLOCK = re.compile(rf"{BLANK}*,?{BLANK}*\d{{1,2}}[:.h]\d\d")


@dataclass(slots=True, eq=False)
class Day:
    """A day as written; ``resolved`` once everything the text says about years is known.

    ``pair`` holds the two numbers of 3/4 while it is open which of them is the month.
    """

    words: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    pair: tuple[int, int] | None = None
    unreadable: bool = False
    after: int | None = None
    nth: int | None = None
    year_hint: int | None = None
    resolved: date | None = None
    last: int | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return self.year is not None and self.month is not None

    @property
    def hint(self) -> str | None:
        return f"--{self.month:02d}-{self.day:02d}" if self.month and self.day and not self.resolved else None


def weekday_number(word: str) -> int:
    return WEEKDAYS.index(word[:3].lower())


def full_year(year: int) -> int:
    """Two digits mean this century, up to 69; as C and every database have it."""
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year


def read_day(text: str, start: int, end: int) -> tuple[Day, int] | None:
    """The day that begins exactly at ``start``, its weekday included, and where it ends."""
    weekday, pos, bracket = None, start, False
    if m := _WEEKDAY_LEAD.match(text, start, end):
        weekday, pos, bracket = weekday_number(m["w"]), m.end(), m["o"] is not None
    m = _DAY.match(text, pos, end)
    day = _made(m) if m else None
    if m is None or day is None:
        if weekday is None:
            return _relative(text, start, end)
        bare = _WEEKDAY_LEAD.match(text, start, end)
        assert bare is not None
        stop = bare.end("w")
        return Day(text[start:stop], weekday=weekday), stop
    stop = m.end()
    if bracket:
        if text[stop : stop + 1] != ")" or stop >= end:
            return None
        stop += 1
    if weekday is None and (tail := _WEEKDAY_TAIL.match(text, stop, end)):
        weekday, stop = weekday_number(tail["w"]), tail.end()
    day.weekday = weekday
    day.words = text[start:stop]
    return day, stop


def read_day_cell(text: str, start: int, end: int) -> tuple[Day, int] | None:
    """Like ``read_day``, for a cell that holds nothing else: there "3/4" can only be a day."""
    if m := _SHORT_IN_CELL.match(text[start:end].strip()):
        a, b = int(m["a"]), int(m["b"])
        if _may_be_pair(a, b):
            return Day(m[0], pair=(a, b)), end
    return read_day(text, start, end)


def _relative(text: str, start: int, end: int) -> tuple[Day, int] | None:
    if m := _RELATIVE.match(text, start, end):
        nth = int(m["n"]) if m["n"] else None
        return Day(m[0], after=None if nth else 1, nth=nth), m.end()
    return None


def _made(m: re.Match[str]) -> Day | None:
    words = m[0]
    if m["iso"]:
        return _checked(words, int(m["iy"]), int(m["im"]), int(m["id"]))
    if m["iso8"]:
        return _checked(words, int(m["ey"]), int(m["em"]), int(m["ed"]))
    if m["dmy"]:
        year = int(m["dy"] or m["dy2"] or 0)
        made = _checked(words, full_year(year) if year or m["dy2"] else None, _month(m["dm"]), int(m["dd"]))
        made.last = int(m["d2"]) if m["d2"] else None
        return made
    if m["ymd"]:
        return _checked(words, int(m["yy"]), _month(m["ym"]), int(m["yd"]))
    if m["mdy"]:
        made = _checked(words, int(m["my"]) if m["my"] else None, _month(m["mm"]), int(m["md"]))
        made.last = int(m["m2"]) if m["m2"] else None
        return made
    if m["num"]:
        a, b, year = int(m["na"]), int(m["nb"]), full_year(int(m["ny"]))
        if m["ns"] == ".":
            # Points stand between day, month and year, in this order only; 10.15.30 is a clock.
            if b > 12 or (len(m["ny"]) == 2 and not _THEN_CLOCK.match(m.string, m.end())):
                return None
            return _checked(words, year, b, a)
        return Day(words, year=year, pair=(a, b)) if _may_be_pair(a, b) else Day(words, unreadable=True)
    if m["short"]:
        a, b = int(m["sa"]), int(m["sb"])
        if m["ss"] == ".":
            return _checked(words, None, b, a) if 1 <= b <= 12 else None
        return Day(words, pair=(a, b)) if _may_be_pair(a, b) else None
    return Day(words, unreadable=True)


def _month(word: str) -> int:
    return MONTHS[word.lower()]


def _may_be_pair(a: int, b: int) -> bool:
    return 1 <= a <= 31 and 1 <= b <= 31 and min(a, b) <= 12


def _checked(words: str, year: int | None, month: int, day: int) -> Day:
    try:
        date(year or 2000, month, day)  # 2000 was a leap year: 29 February may be meant
    except ValueError:
        return Day(words, unreadable=True)
    return Day(words, year=year, month=month, day=day)
