"""Who knew it, and when, in the words that stand beside a source. Plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from secondstory.timeline.reach import Timed
from secondstory.ui import moments

# How they came to know, as it ends the phrase.
_HOW = {"saw": "", "told": "when told of it", "read": "by reading of it", "deduced": "by working it out", "later": ""}


@dataclass(frozen=True, slots=True)
class Knew:
    """``name`` is how the person is shown."""

    name: str
    at: datetime
    precision: str = "minute"
    approximate: bool = False
    how: str = "saw"


def is_at_once(knew: Knew, of: Timed) -> bool:
    return knew.at == of.at and knew.precision == of.precision


def in_words(of: Timed, known: Iterable[Knew], zone: str) -> str:
    """'known at once to the engineer; to the second engineer on call at 23:40, when told of it'; or nothing."""
    phrases: dict[tuple[datetime, str, str], list[str]] = {}
    for one in sorted(known, key=lambda knew: (knew.at, knew.name)):
        at_once = is_at_once(one, of)
        when = "at once" if at_once else _when(one, of, zone)
        how = "" if at_once and one.how == "saw" else _HOW.get(one.how, "")
        phrases.setdefault((one.at, when, how), []).append(one.name)
    told = []
    for (_, when, how), names in phrases.items():
        to = f"to {_listed(list(dict.fromkeys(names)))}"
        told.append((f"{when} {to}" if when == "at once" else f"{to} {when}") + (f", {how}" if how else ""))
    return f"known {'; '.join(told)}" if told else ""


def learned_in_words(of: Timed, knew: Knew, zone: str) -> str:
    """'learned at 23:40, when told of it'; nothing where it was at once."""
    if is_at_once(knew, of):
        return ""
    how = _HOW.get(knew.how, "")
    return f"learned {_when(knew, of, zone)}" + (f", {how}" if how else "")


def _when(knew: Knew, of: Timed, zone: str) -> str:
    where = ZoneInfo(zone)
    there, here = knew.at.astimezone(where).date(), of.at.astimezone(where).date()
    said = moments.say(knew.at, where, knew.precision, knew.approximate)
    if knew.precision == "day":
        days = (there - here).days
        return {0: "some time that day", 1: "the day after"}.get(days, f"on {said.text}")
    clock = said.whole if said.about else f"at {said.text}"
    return clock if there == here else f"on {moments.day(there)}, {said.whole}"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
