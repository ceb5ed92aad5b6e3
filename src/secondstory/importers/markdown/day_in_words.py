"""Finding one whole calendar day inside a few words: a title, a line, a file name."""

from __future__ import annotations

import re
from datetime import date

from secondstory.timeline.parse.days import read_day

_IN_FILE_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_WORD = re.compile(r"(?<![\w/.-])(?=\w)")
_LONGEST = 300


def first_day(words: str) -> date | None:
    """The first day with a year that can be read in one way only."""
    words = words[:_LONGEST].replace("T", " T", 1) if re.match(r"\d{4}-\d\d-\d\dT", words) else words[:_LONGEST]
    for start in (found.start() for found in _WORD.finditer(words)):
        if read := read_day(words, start, len(words)):
            day, _ = read
            if day.unreadable or day.year is None:
                continue
            month, number = (day.month, day.day) if day.month else _only_order(day.pair)
            if month and number and (made := _day(day.year, month, number)):
                return made
    return None


def day_in_file_name(file: str) -> date | None:
    name = re.split(r"[\\/]", file)[-1]
    found = _IN_FILE_NAME.search(name)
    return _day(int(found[1]), int(found[2]), int(found[3])) if found else None


def _only_order(pair: tuple[int, int] | None) -> tuple[int | None, int | None]:
    """5/26 has one reading; 5/6 has two, and nobody guesses."""
    if not pair:
        return None, None
    first, second = pair
    if first == second or first <= 12 < second:
        return first, second
    return (second, first) if second <= 12 < first else (None, None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1970 <= year < 2200 else None
    except ValueError:
        return None
