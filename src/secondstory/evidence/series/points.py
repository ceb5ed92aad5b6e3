"""Lines of points, their bounds, and the few of them that a drawing needs."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_LINES, MOST_POINTS, LONGEST_NAME = 20, 50_000, 200
MOST_TEXT = 8_000_000
LARGEST = 1e300
# How many points, and what part of their steps, make a regular measurement.
FEW, MOSTLY = 6, 0.8
# 1970 to 2200 in seconds: beyond it the number is no moment, or not in seconds.
EARLIEST, LATEST = 0.0, 7_258_118_400.0

Point = tuple[float, float | None]


class Unreadable(ValueError):
    """The text holds no points we can read; ``sentence`` says what is so and what would do."""

    def __init__(self, sentence: str, *, field: str = "text", code: str = "unreadable_points") -> None:
        super().__init__(sentence)
        self.sentence, self.field, self.code = sentence, field, code


@dataclass(frozen=True, slots=True)
class Line:
    """``points`` are (seconds since 1970, value) in the order of time. A moment without a value is a gap."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """``source`` is who said it: 'prometheus', 'grafana' or 'csv'."""

    source: str
    lines: tuple[Line, ...]

    @property
    def count(self) -> int:
        return sum(len(line.points) for line in self.lines)


def number(value: object) -> float | None:
    """The value as a number that can be drawn; NaN, infinity and nothing are gaps. Unreadable for anything else."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Unreadable(f"“{str(value)[:40]}” stands where a number is expected.")
    try:
        read = float(value)
    except (ValueError, OverflowError):
        raise Unreadable(f"“{str(value)[:40]}” stands where a number is expected.") from None
    return read if abs(read) <= LARGEST else None


def moment(value: object) -> float:
    """Seconds since 1970, to the millisecond."""
    read = number(value)
    if read is None or not EARLIEST <= read <= LATEST:
        raise Unreadable(f"“{str(value)[:40]}” is no moment between 1970 and 2200.")
    return round(read, 3)


def measured(source: str, lines: Iterable[tuple[str, Iterable[Point]]]) -> Measured:
    """In order, each moment once (the last word counts), within bounds; Unreadable when it is not."""
    made: list[Line] = []
    left = MOST_POINTS
    for name, points in lines:
        in_order: dict[float, float | None] = {}
        for at, value in points:
            in_order[at] = value
            if len(in_order) > left:
                raise Unreadable(
                    f"There are more than {MOST_POINTS:,} points, which is the most that is kept. Ask for the same"
                    " range with a longer step.",
                    code="too_many_points",
                )
        left -= len(in_order)
        if in_order:
            made.append(Line(name[:LONGEST_NAME] or f"line {len(made) + 1}", tuple(sorted(in_order.items()))))
        if len(made) > MOST_LINES:
            raise Unreadable(
                f"There are more than {MOST_LINES} lines, more than a drawing can tell apart. Narrow the query,"
                " or sum over a label.",
                code="too_many_lines",
            )
    if not any(value is not None for line in made for _, value in line.points):
        raise Unreadable("There is no measured value in it. Widen the range, or look at the query.", code="no_points")
    return Measured(source, tuple(made))


def step_of(points: Sequence[Point]) -> float:
    """The usual distance between two points: the one in the middle of all."""
    steps = sorted(b[0] - a[0] for a, b in itertools.pairwise(points))
    return steps[len(steps) // 2] if steps else 0.0


def with_gaps(line: Line) -> Line:
    """The line with a gap wherever a regular measurement left some out. What was never regular has none to show."""
    points = line.points
    usual = step_of(points)
    steps = [b[0] - a[0] for a, b in itertools.pairwise(points)]
    if len(points) < FEW or sum(abs(step - usual) <= usual / 5 for step in steps) < len(steps) * MOSTLY:
        return line
    marked = [points[0]]
    for step, before, point in zip(steps, points, points[1:], strict=False):
        if step > usual * 2.5:
            marked.append((round(before[0] + step / 2, 3), None))
        marked.append(point)
    return Line(line.name, tuple(marked))


def thin(line: Line, columns: int) -> Line:
    """At most four points for each of ``columns`` that draw the same picture: the first, the lowest, the highest, the
    last. A column without a value stays a gap."""
    points = line.points
    if len(points) <= columns * 4:
        return line
    begin, whole = points[0][0], points[-1][0] - points[0][0]
    kept: list[Point] = []
    column: list[Point] = []
    at = 0
    for point in points:
        here = min(int((point[0] - begin) / whole * columns), columns - 1)
        if here != at:
            kept += _corners(column)
            column, at = [], here
        column.append(point)
    return Line(line.name, tuple(kept + _corners(column)))


def _corners(column: list[Point]) -> list[Point]:
    there = [point for point in column if point[1] is not None]
    if not there:
        return column[:1]
    low = min(there, key=_value)
    high = max(there, key=_value)
    return sorted({there[0], low, high, there[-1]})


def _value(point: Point) -> float:
    assert point[1] is not None
    return point[1]
