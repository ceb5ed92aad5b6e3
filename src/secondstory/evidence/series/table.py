"""A table of times and values, as Grafana saves it and people type it: ``Time,db1,db2`` and a row for each moment."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from secondstory.evidence.series.points import Measured, Point, Unreadable, measured, moment, number

_DIGITS = re.compile(r"\d{9,13}(?:\.\d+)?\Z")
_MILLISECONDS = 1e11
_EMPTY = {"", "null", "nan", "undefined", "-", "n/a"}
_UNIT = re.compile(r"(-?[\d.]+(?:e[+-]?\d+)?)\s*[^\d\s.,;][^\d,;]{0,12}\Z", re.I)


def read_table(text: str, zone: ZoneInfo | None) -> Measured:
    """``zone`` is where times without one were told; without it such a time is asked about, never guessed."""
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    if lines and lines[0].lower().startswith("sep="):
        lines = lines[1:]
    if not lines:
        raise Unreadable("There is nothing in it yet.")
    between = max(("\t", ";", ","), key=lines[0].count)
    try:
        rows = list(csv.reader(lines, delimiter=between))
    except csv.Error:
        raise Unreadable("This is no table we can read: one moment a row, then its values.") from None
    head = None if _is_moment(rows[0][0]) else rows[0]
    body = rows[1:] if head else rows
    width = len(rows[0])
    if width < 2 or not body:  # a time and a value
        raise Unreadable("Each row needs a time and a value, such as ‘2017-01-31 23:27,14.2’.")
    times = [_moment(row[0], zone, number_) for number_, row in enumerate(body, 2 if head else 1)]
    return measured(
        "csv",
        (
            (head[column].strip() if head else "", _column(times, body, column, 2 if head else 1))
            for column in range(1, width)
        ),
    )


def _column(times: list[float], body: list[list[str]], column: int, first: int) -> Iterator[Point]:
    for at, (line, row) in zip(times, enumerate(body, first), strict=True):
        told = row[column].strip() if column < len(row) else ""
        if told.lower() in _EMPTY:
            yield at, None
            continue
        with_unit = _UNIT.match(told)
        try:
            yield at, number(with_unit[1] if with_unit else told)
        except Unreadable:
            raise Unreadable(f"Row {line}: “{told[:40]}” stands where a number is expected.") from None


def _is_moment(told: str) -> bool:
    try:
        _moment(told, ZoneInfo("UTC"), 1)
    except Unreadable:
        return False
    return True


def _moment(told: str, zone: ZoneInfo | None, line: int) -> float:
    told = told.strip()
    if _DIGITS.match(told):
        seconds = float(told)
        return moment(seconds / 1000 if seconds >= _MILLISECONDS else seconds)
    try:
        at = datetime.fromisoformat(told.replace("/", "-"))
    except ValueError:
        raise Unreadable(
            f"Row {line}: “{told[:40]}” is no moment. Write it as 2017-01-31 23:27, or in seconds since 1970."
        ) from None
    if at.tzinfo is None:
        if zone is None:
            raise Unreadable("Which zone are these times in? The table does not say.", field="zone", code="zone_needed")
        at = at.replace(tzinfo=zone)
        if at.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != at.replace(tzinfo=None):
            raise Unreadable(f"Row {line}: the clocks there skipped {told[:40]}. Export the times in UTC.")
    return moment(at.timestamp())
