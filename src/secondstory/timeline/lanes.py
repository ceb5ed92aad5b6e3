"""The timeline as lanes of marks: which lanes, where each mark stands, what the axis says. Plain values.

A place is a fraction of the shown window: 0 is its left edge, 1 its right one, and what lies outside is below
or above. The behaviour ``timeline-lanes`` computes the same places from ``since``, ``until`` and ``at`` when
somebody zooms; the template writes them as attributes of an SVG.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from secondstory.timeline.reach import is_coarse, reach
from secondstory.ui.moments import day
from secondstory.ui.picture import Tick, ticks

MOST_LANES = 6
OTHERS = "Others"
FIRST = ("Environment", "System")
# The windows by name; None is all there is. The same lengths as in the behaviour.
WINDOWS: dict[str, timedelta | None] = {"whole": None, "evening": timedelta(hours=6), "minutes": timedelta(hours=1)}
AIR = 0.02
LEAST_AIR = timedelta(minutes=2)
NARROWEST = 0.01  # a soft mark must stay a mark
FULL = 0.9  # marks counted for the fullest window leave it some air


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry as the picture needs it. ``kind`` is '', 'later' (known later) or 'doubt' (disputed)."""

    at: datetime
    lane: str = ""
    until: datetime | None = None
    precision: str = "minute"
    approximate: bool = False
    kind: str = ""
    href: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """``kind``: tick (a minute), second, bar (from one sharp moment to another), smear (coarse), ring (known later),
    doubt (disputed). ``shape`` is how the behaviour moves it."""

    kind: str
    x: float
    width: float
    at: int
    since: int
    until: int
    href: str
    label: str

    @property
    def shape(self) -> str:
        return {"tick": "tick", "second": "tick", "ring": "later", "doubt": "doubt"}.get(self.kind, "soft")

    @property
    def left(self) -> str:
        return percent(self.x)

    @property
    def wide(self) -> str:
        return percent(self.width)


@dataclass(frozen=True, slots=True)
class Lane:
    name: str
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Picture:
    """``since`` and ``until`` bound the whole, the shown ones the window, all in seconds of the epoch.
    ``earlier`` and ``later`` begin the neighboring windows, where there are any."""

    lanes: list[Lane]
    ticks: list[Tick]
    zone: str
    window: str
    since: int
    until: int
    shown_since: int
    shown_until: int
    says: str

    @property
    def step(self) -> int:
        return (self.shown_until - self.shown_since) // 2

    @property
    def earlier(self) -> int | None:
        return max(self.shown_since - self.step, self.since) if self.shown_since > self.since else None

    @property
    def later(self) -> int | None:
        last = self.until - (self.shown_until - self.shown_since)
        return min(self.shown_since + self.step, last) if self.shown_until < self.until else None

    @property
    def window_left(self) -> str:
        return percent((self.shown_since - self.since) / (self.until - self.since))

    @property
    def window_wide(self) -> str:
        return percent((self.shown_until - self.shown_since) / (self.until - self.since))


def percent(fraction: float) -> str:
    return f"{round(100 * fraction, 2):g}%"


def kind_of(happening: Happening) -> str:
    if happening.kind == "later":
        return "ring"
    if happening.kind == "doubt":
        return "doubt"
    if is_coarse(happening):
        return "smear"
    if happening.until and happening.until > happening.at:
        return "bar"
    return "second" if happening.precision == "second" else "tick"


def lane_names(lanes: Sequence[str], most: int = MOST_LANES) -> list[str]:
    """The lanes to draw, from the lane of each entry: the world and the system first, the others as they first
    appear. Where they are too many, those with the fewest entries share the last one."""
    counts = Counter(lane or OTHERS for lane in lanes)
    named = [name for name in counts if name != OTHERS]
    if len(named) + (OTHERS in counts) > most:
        fullest = sorted(named, key=lambda name: -counts[name])[: most - 1]
        named = [name for name in named if name in fullest]
    ordered = [name for name in FIRST if name in named] + [name for name in named if name not in FIRST]
    return [*ordered, OTHERS] if len(named) < len(counts) else ordered


def fullest(moments: Sequence[datetime], length: timedelta) -> datetime:
    """Where to begin a window of this length so that it holds the most; of equals, the first."""
    line = sorted(moments)
    best, first_of_best, last_of_best = -1, 0, 0
    last = 0
    for first in range(len(line)):
        while last < len(line) and line[last] - line[first] <= length * FULL:
            last += 1
        if last - first > best:
            best, first_of_best, last_of_best = last - first, first, last - 1
    middle = line[first_of_best] + (line[last_of_best] - line[first_of_best]) / 2
    return middle - length / 2


def draw(
    happenings: Sequence[Happening], zone: str = "UTC", window: str = "whole", begin: int | None = None
) -> Picture | None:
    """The picture of these entries, or nothing when there are none. ``begin`` (seconds) moves a window that is
    narrower than the whole; without it the fullest one is shown."""
    if not happenings:
        return None
    where = ZoneInfo(zone)
    reaches = [reach(happening) for happening in happenings]
    first, last = min(starts for starts, _ in reaches), max(ends for _, ends in reaches)
    air = max((last - first) * AIR, LEAST_AIR)
    since, until = (first - air).astimezone(UTC), (last + air).astimezone(UTC)
    length = WINDOWS.get(window)
    if length is None or length >= until - since:
        shown_since, shown_until, window = since, until, window if length else "whole"
    else:
        wanted = fullest([h.at for h in happenings], length) if begin is None else _moment(begin, since, until)
        shown_since = min(max(wanted.astimezone(UTC), since), until - length)
        shown_until = shown_since + length
    names = lane_names([happening.lane for happening in happenings])
    lanes = {name: Lane(name, []) for name in names}
    for happening, (starts, ends) in zip(happenings, reaches, strict=True):
        lane = lanes.get(happening.lane or OTHERS) or lanes[OTHERS]
        lane.marks.append(_place(happening, starts, ends, shown_since, shown_until - shown_since))
    return Picture(
        lanes=list(lanes.values()),
        ticks=ticks(shown_since, shown_until, where),
        zone=zone,
        window=window,
        since=int(since.timestamp()),
        until=int(until.timestamp()),
        shown_since=int(shown_since.timestamp()),
        shown_until=int(shown_until.timestamp()),
        says=_says(len(happenings), names, first.astimezone(where), last.astimezone(where), zone),
    )


def _moment(seconds: int, since: datetime, until: datetime) -> datetime:
    return datetime.fromtimestamp(min(max(seconds, since.timestamp()), until.timestamp()), UTC)


def _place(happening: Happening, starts: datetime, ends: datetime, since: datetime, whole: timedelta) -> Mark:
    kind = kind_of(happening)
    x, width = (starts - since) / whole, (ends - starts) / whole
    if kind in ("bar", "smear", "doubt"):
        wide = max(width, NARROWEST)
        x, width = x - (wide - width) / 2, wide
    else:
        x, width = (happening.at - since) / whole, 0.0
    return Mark(
        kind=kind,
        x=x,
        width=width,
        at=int(happening.at.timestamp()),
        since=int(starts.timestamp()),
        until=int(ends.timestamp()),
        href=happening.href,
        label=happening.label,
    )


def _says(count: int, names: Sequence[str], first: datetime, last: datetime, zone: str) -> str:
    when = f"on {day(first)}" if first.date() == last.date() else f"from {day(first)} to {day(last)}"
    lanes = f"the lane {names[0]}" if len(names) == 1 else f"the lanes {', '.join(names)}"
    entries = "1 entry" if count == 1 else f"{count} entries"
    return f"{entries} in {lanes}, {when}, {zone}. The list below says the same."
