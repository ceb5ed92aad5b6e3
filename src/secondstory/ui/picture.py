"""
A timeline as lanes of marks: where each mark and each tick of the axis goes, in percent.

Plain values in and out. The template writes the places as SVG attributes, the behaviour
`timeline-lanes` computes the same places again when someone zooms.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from secondstory.ui.moments import day, zone_of

# How far a mark reaches to either side when a moment is known only so precisely.
REACH = {
    "hour": timedelta(minutes=30),
    "day": timedelta(hours=12),
    "month": timedelta(days=15),
    "year": timedelta(days=182),
}
ABOUT = timedelta(minutes=8)
ONE_SIDED = timedelta(minutes=20)
NARROWEST = 1.0  # percent: a soft mark must stay a mark
MARGIN = 0.02
STEPS = [timedelta(minutes=m) for m in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720)]
STEPS += [timedelta(days=d) for d in (1, 2, 7, 14, 30, 90, 180, 365, 730, 1825)]
TICKS = 6


@dataclass(frozen=True)
class Mark:
    """One entry. `kind` is '' or one of 'turn', 'doubt', 'later'; soft or sharp follows from the precision."""

    at: datetime
    href: str = ""
    label: str = ""
    until: datetime | None = None
    precision: str = "minute"
    approximate: bool = False
    kind: str = ""

    @property
    def is_soft(self) -> bool:
        return bool(self.until) or self.approximate or self.precision in {*REACH, "before", "after"}

    @property
    def reach(self) -> tuple[datetime, datetime]:
        if self.precision == "before":
            return self.at - ONE_SIDED, self.at
        if self.precision == "after":
            return self.at, self.at + ONE_SIDED
        around = REACH.get(self.precision, ABOUT if self.approximate else timedelta(0))
        return self.at - around, (self.until or self.at) + around


@dataclass(frozen=True)
class Placed:
    mark: Mark
    x: str
    width: str
    shape: str  # tick | soft | doubt | later | turn
    since: int  # seconds, for the behaviour
    until: int


@dataclass(frozen=True)
class Lane:
    name: str
    marks: Sequence[Mark] = ()
    placed: Sequence[Placed] = field(default=(), compare=False)


@dataclass(frozen=True)
class Tick:
    x: str
    label: str


@dataclass(frozen=True)
class Picture:
    lanes: list[Lane]
    ticks: list[Tick]
    since: int
    until: int
    zone: str
    says: str

    @property
    def marks(self) -> int:
        return sum(len(lane.placed) for lane in self.lanes)


def percent(part: timedelta, whole: timedelta) -> float:
    return round(100 * part / whole, 2)


def shape_of(mark: Mark) -> str:
    return mark.kind or ("soft" if mark.is_soft else "tick")


def place(mark: Mark, since: datetime, whole: timedelta) -> Placed:
    starts, ends = mark.reach
    width = percent(ends - starts, whole)
    x = percent(starts - since, whole)
    if ends > starts and width < NARROWEST:
        x, width = round(x - (NARROWEST - width) / 2, 2), NARROWEST
    shape = shape_of(mark)
    if shape in ("tick", "later", "turn"):
        x = percent(mark.at - since, whole)
    return Placed(mark, f"{x}%", f"{max(width, NARROWEST)}%", shape, int(starts.timestamp()), int(ends.timestamp()))


def ticks(since: datetime, until: datetime, zone: ZoneInfo) -> list[Tick]:
    """Round times in the study's zone, at most a handful. A day's first tick carries its date."""
    whole = until - since
    step = next((s for s in STEPS if whole / s <= TICKS), STEPS[-1])
    local = since.astimezone(zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    passed = (local - midnight) // step + 1 if step < timedelta(days=1) else 1
    told: list[Tick] = []
    last_day = local.date() if step < timedelta(days=1) else None
    # Wall-clock steps: adding to a local time keeps round hours across a change of clocks.
    at = midnight + step * passed
    while at < until:
        if at.date() != last_day:
            label = day(at).rsplit(" ", 1)[0] if step < timedelta(days=28) else day(at).split(" ", 1)[1]
            last_day = at.date()
        else:
            label = at.strftime("%H:%M")
        told.append(Tick(f"{percent(at.astimezone(since.tzinfo) - since, whole)}%", label))
        at += step
    return told


def draw(lanes: Iterable[Lane], zone: str | ZoneInfo = "UTC") -> Picture | None:
    """The picture of these lanes, or nothing when they hold no mark."""
    lanes = list(lanes)
    reaches = [mark.reach for lane in lanes for mark in lane.marks]
    if not reaches:
        return None
    where = zone_of(zone)
    first = min(starts for starts, _ in reaches)
    last = max(ends for _, ends in reaches)
    air = max((last - first) * MARGIN, timedelta(minutes=2))
    since, until = (first - air).astimezone(where), (last + air).astimezone(where)
    whole = timedelta(seconds=until.timestamp() - since.timestamp())
    placed = [Lane(lane.name, lane.marks, [place(mark, since, whole) for mark in lane.marks]) for lane in lanes]
    names = ", ".join(lane.name for lane in lanes)
    starts_on, ends_on = day(first.astimezone(where)), day(last.astimezone(where))
    when = f"on {starts_on}" if starts_on == ends_on else f"from {starts_on} to {ends_on}"
    says = (
        f"{len(reaches)} {'entry' if len(reaches) == 1 else 'entries'} in the lanes {names}, "
        f"{when}. The list below says the same."
    )
    axis = ticks(since, until, where)
    return Picture(placed, axis, int(since.timestamp()), int(until.timestamp()), where.key, says)
