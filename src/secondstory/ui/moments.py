"""How a moment is told: in the study's zone, as precisely as it is known and no more."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CLOCKLESS = {"day", "month", "year"}
SIDES = {"before", "after"}


@dataclass(frozen=True)
class Said:
    """A moment in words. `about` and `text` stand apart so that a page can set them differently."""

    about: str
    text: str
    zone: str
    offset: str
    iso: str

    @property
    def whole(self) -> str:
        return f"{self.about} {self.text}".strip()


def zone_of(name: str | ZoneInfo) -> ZoneInfo:
    return name if isinstance(name, ZoneInfo) else ZoneInfo(name or "UTC")


def offset(at: datetime, zone: ZoneInfo) -> str:
    """'UTC', 'UTC+1', 'UTC-3:30': the offset in force at that moment. 'UTC' alone names the zone, so another
    zone that happens to show the same clock is 'UTC+0'."""
    shift = at.astimezone(zone).utcoffset()
    minutes = int(shift.total_seconds() // 60) if shift else 0
    if minutes == 0:
        return "UTC" if zone.key == "UTC" else "UTC+0"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def day(at: date, *, weekday: bool = False) -> str:
    told = f"{at.day} {MONTHS[at.month - 1]} {at.year}"
    return f"{WEEKDAYS[at.weekday()]} {told}" if weekday else told


def clock(at: datetime, precision: str) -> str:
    return at.strftime("%H:%M:%S" if precision == "second" else "%H:%M")


def say(
    at: datetime,
    zone: str | ZoneInfo = "UTC",
    precision: str = "minute",
    approximate: bool = False,
    shape: str = "clock",
    until: datetime | None = None,
) -> Said:
    """
    `shape` is 'clock' (14:02), 'day' (3 Feb 2017) or 'full' (3 Feb 2017, 14:02 UTC). A moment known to
    the day or less shows no clock time in any shape: the stored one would be made up.
    """
    where = zone_of(zone)
    local = at.astimezone(where)
    if precision == "year":
        text = str(local.year)
    elif precision == "month":
        text = f"{MONTHS[local.month - 1]} {local.year}"
    elif precision == "day" or shape == "day":
        text = day(local)
    elif shape == "full":
        text = f"{day(local)}, {clock(local, precision)}"
    else:
        text = clock(local, precision)
    if until is not None and precision not in CLOCKLESS and shape != "day":
        end = until.astimezone(where)
        same_day = end.date() == local.date()
        text += f" – {clock(end, precision)}" if same_day else f" – {day(end)}, {clock(end, precision)}"
    elif until is not None and until.astimezone(where).date() != local.date():
        text += f" – {day(until.astimezone(where))}"
    if shape == "full" and precision not in CLOCKLESS:
        text += f" {offset(at, where)}"
    about = precision if precision in SIDES else ("about" if approximate or precision == "hour" else "")
    iso = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Said(about, text, str(where.key), offset(at, where), iso)
