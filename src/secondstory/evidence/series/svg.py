"""
Lines of points as one SVG: no script, no style, only attributes, so that a page's strict policy, a print-out and a file
saved on its own all show it. Colors are the text's own (``currentColor``); lines differ by their dashes, not by hue.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

from secondstory.evidence.series.points import Line, Point, thin, with_gaps

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 64, 12, 26, 30
ROW, LONGEST_NAME = 18, 90  # of the names below, when there is more than one line
COLUMNS = WIDTH - LEFT - RIGHT
DASHES = ("", "7 3", "2 3", "9 3 2 3", "1 2")
_MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720)
STEPS = [timedelta(seconds=s) for s in (1, 5, 15, 30)] + [timedelta(minutes=m) for m in _MINUTES]
STEPS += [timedelta(days=d) for d in (1, 2, 7, 14, 30, 90, 365)]
MOST_TICKS = 7
_WHOLE = 1e15
# Closer than this, two values are one to the eye.
CLOSE, SMALLEST = 1e-9, 1e-290


def series_svg(lines: Sequence[Line], *, title: str, unit: str = "", zone: str = "UTC", key: str = "series") -> str:
    """The drawing. ``key`` makes its ids the only ones of their page; the times are the clock's in ``zone``."""
    there = [(at, value) for line in lines for at, value in line.points if value is not None]
    if not there:
        return ""
    first, last = min(at for at, _ in there), max(at for at, _ in there)
    if first == last:
        first, last = first - 30, last + 30
    marks = value_marks(min(value for _, value in there), max(value for _, value in there))
    low, high = marks[0], marks[-1]

    def x(at: float) -> float:
        return LEFT + (at - first) / (last - first) * COLUMNS

    def y(value: float) -> float:
        # Each part divided by itself, so that the widest range a number can have does not overflow.
        return TOP + (1 - (value / 2 - low / 2) / (high / 2 - low / 2)) * (HEIGHT - TOP - BOTTOM)

    height = HEIGHT + (ROW * len(lines) if len(lines) > 1 else 0)
    where = ZoneInfo(zone)
    name, says = f"{key}-title", f"{key}-says"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="graph" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-labelledby="{escape(name)} {escape(says)}">',
        f'<title id="{escape(name)}">{escape(title)}</title>',
        f'<desc id="{escape(says)}">{escape(in_words(lines, unit=unit, zone=zone))}</desc>',
        '<g stroke="currentColor" stroke-opacity="0.18" stroke-width="1">',
        *(f'<path d="M{LEFT} {y(mark):.1f}H{WIDTH - RIGHT}"/>' for mark in marks),
        "</g>",
        '<g fill="currentColor" font-size="11" text-anchor="end">',
        *(f'<text x="{LEFT - 8}" y="{y(mark) + 4:.1f}">{escape(short(mark))}</text>' for mark in marks),
        "</g>",
        '<g fill="currentColor" font-size="11" text-anchor="middle">',
        *(
            f'<text x="{x(at):.1f}" y="{HEIGHT - 10}">{escape(label)}</text>'
            for at, label in _times(first, last, where)
        ),
        "</g>",
    ]
    if unit:
        parts.append(f'<text fill="currentColor" x="{LEFT}" y="{TOP - 12}" font-size="11">{escape(unit)}</text>')
    parts.append('<g fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round">')
    for number, line in enumerate(lines):
        drawn = thin(with_gaps(line), COLUMNS)
        dashed = _dash(number)
        for run in _runs(drawn.points):
            if len(run) == 1:
                parts.append(f'<circle cx="{x(run[0][0]):.1f}" cy="{y(run[0][1]):.1f}" r="2" fill="currentColor"/>')
            else:
                way = "L".join(f"{x(at):.1f} {y(value):.1f}" for at, value in run)
                parts.append(f'<path d="M{way}"{dashed}/>')
    parts.append("</g>")
    if len(lines) > 1:
        parts += _names(lines)
    return "".join([*parts, "</svg>"])


def _names(lines: Sequence[Line]) -> list[str]:
    """Which dash is which line."""
    parts = ['<g stroke="currentColor" stroke-width="1.5">']
    rows = [(HEIGHT + ROW * number + ROW // 2, number) for number in range(len(lines))]
    parts += [f'<path d="M{LEFT} {y}h40"{_dash(number)}/>' for y, number in rows]
    parts.append('</g><g fill="currentColor" font-size="11">')
    parts += [f'<text x="{LEFT + 50}" y="{y + 4}">{escape(_cut(lines[number].name))}</text>' for y, number in rows]
    return [*parts, "</g>"]


def _dash(number: int) -> str:
    dash = DASHES[number % len(DASHES)]
    return f' stroke-dasharray="{dash}"' if dash else ""


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def in_words(lines: Sequence[Line], *, unit: str = "", zone: str = "UTC") -> str:
    """What a drawing shows, for whoever does not see it."""
    there = [point for line in lines for point in line.points if point[1] is not None]
    if not there:
        return "No measured value."
    where = ZoneInfo(zone)
    low = min(there, key=lambda point: point[1] or 0.0)
    high = max(there, key=lambda point: point[1] or 0.0)
    count = f"{len(lines)} lines" if len(lines) != 1 else "One line"
    of_unit = f" {unit}" if unit else ""
    begins, ends = min(there)[0], max(there, key=lambda point: point[0])[0]
    return (
        f"{count} from {clock(begins, where)} to {clock(ends, where)} ({zone}). Lowest {short(low[1] or 0.0)}{of_unit} at"
        f" {clock(low[0], where)}, highest {short(high[1] or 0.0)}{of_unit} at {clock(high[0], where)}."
    )


def clock(at: float, where: ZoneInfo) -> str:
    return datetime.fromtimestamp(at, UTC).astimezone(where).strftime("%Y-%m-%d %H:%M:%S")


def short(value: float) -> str:
    """Few digits, as an axis has room for: 1.5k, 2.25M, 0.004."""
    size = abs(value)
    if size >= _WHOLE or 0 < size < 1e-4:
        return f"{value:.3g}"
    for least, letter in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e4, "k")):
        if size >= least:
            return f"{value / (1e3 if letter == 'k' else least):.4g}{letter}"
    return f"{value:.4g}"


def value_marks(low: float, high: float) -> list[float]:
    """Round values from below the lowest to above the highest, some five of them. Zero is kept when it is near."""
    if low > 0 and low / 2 < high / 4:
        low = 0.0
    largest = max(abs(low), abs(high))
    if high - low <= max(largest * CLOSE, SMALLEST):  # a straight line: some room around it
        room = max(largest / 2, 1.0) if largest < 1 or largest >= _WHOLE else max(largest * CLOSE * 4, 1.0)
        low, high = low - room, high + room
    rough = high / 4 - low / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * one for one in (1, 2, 2.5, 5, 10, 20) if power * one >= rough)
    marks = [float(f"{step * one:.12g}") for one in range(math.floor(low / step), math.ceil(high / step) + 1)]
    return marks if marks[0] < marks[-1] else [low, high]


def _runs(points: Sequence[Point]) -> list[list[tuple[float, float]]]:
    """The pieces of a line between its gaps."""
    runs: list[list[tuple[float, float]]] = []
    goes_on = False
    for at, value in points:
        if value is not None and goes_on:
            runs[-1].append((at, value))
        elif value is not None:
            runs.append([(at, value)])
        goes_on = value is not None
    return runs


def _times(first: float, last: float, where: ZoneInfo) -> list[tuple[float, str]]:
    """Round times of the clock in the zone. The first of each day carries its date."""
    whole = timedelta(seconds=last - first)
    step = next((one for one in STEPS if whole / one <= MOST_TICKS), whole / MOST_TICKS)
    begin = datetime.fromtimestamp(first, UTC).astimezone(where)
    midnight = begin.replace(hour=0, minute=0, second=0, microsecond=0)
    at = midnight + step * math.ceil((begin - midnight) / step)
    told: list[tuple[float, str]] = []
    day = None
    while at.timestamp() <= last and len(told) <= MOST_TICKS * 2:
        is_day = step >= timedelta(days=1)
        label = at.strftime("%d %b") if is_day or (at.date() != day and at.time() == midnight.time()) else ""
        told.append((at.timestamp(), label or at.strftime("%H:%M:%S" if step < timedelta(minutes=1) else "%H:%M")))
        day = at.date()
        at += step
    return told
