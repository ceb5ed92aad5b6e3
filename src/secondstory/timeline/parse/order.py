"""What the order of the lines says: the next day after midnight, the afternoon after "12.56, 1.00".

Only a clear step back counts, and every such reading leaves a note. Lines that are a little out of
order stay where they are, on their day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from .clocks import Clock
from .days import Day
from .sketch import Draft
from .years import plus
from .zones import ZoneReading

_HOUR = 3600
_NIGHT = 6 * _HOUR  # a step back of this much is the next day, not a line out of order
_NIGHT_UNDER_HEADINGS = 12 * _HOUR  # who writes date headings would have written one
_SLACK = _HOUR // 2
_AFTERNOON = 6 * _HOUR


@dataclass(slots=True)
class Placed:
    """A draft on its day. ``offset`` counts days while the first one is not known."""

    draft: Draft
    clock: Clock | None
    day: date | None = None
    offset: int = 0
    hint: str | None = None
    needs_day: bool = False
    until: Clock | None = None
    until_day: date | None = None
    notes: list[str] = field(default_factory=list)


def place(drafts: list[Draft], given: date | None, headings: int) -> list[Placed]:
    """Put every draft on its day."""
    twelve = _dial_of_twelve(drafts)
    newest_first = _newest_first(drafts)
    placed: list[Placed] = []
    run = _Run(given=given, night=_NIGHT_UNDER_HEADINGS if headings > 1 else _NIGHT)
    for draft in drafts:
        placed.append(run.step(draft, twelve=twelve, newest_first=newest_first))
    return placed


@dataclass(slots=True)
class _Run:
    """Where we are: the day, how many midnights ago it was named, the last clock."""

    given: date | None
    night: int
    day: Day | None = None
    base: date | None = None
    named: bool = False
    offset: int = 0
    last: Clock | None = None
    zone: ZoneReading | None = None
    shifted: bool = False

    def step(self, draft: Draft, *, twelve: bool, newest_first: bool) -> Placed:
        lead = draft.lead
        own = lead.day or draft.heading
        notes: list[str] = []
        same_day = own is None
        if own is not None:
            same_day = self.named and own.resolved is not None and own.resolved == self._today()
            if not same_day:
                self.last, self.shifted = None, False
            self.day, self.named, self.offset = own, True, 0
            self.base = own.resolved
            notes += own.notes
        elif not self.named:
            self.base = self.given
        clock = self._half_of_day(lead.clock, draft, same_day, notes) if twelve else lead.clock
        if clock is not None:
            # In a list of rows that all carry their date nothing is left to be concluded.
            # Nor between two zones, whose clocks cannot be compared like that.
            if self.last is not None and own is None and not _other_zone(lead.zone, self.zone):
                self._midnight(clock, newest_first, notes)
            if clock.next_day and (own is not None or self.last is not None):
                self.offset += 1
            self.last, self.zone = clock, lead.zone or self.zone
        today = self._today()
        hint = _later(self.day.hint, self.offset) if self.day and not today else None
        placed = Placed(draft, clock, today, self.offset, hint, needs_day=today is None, notes=notes)
        _end(placed, twelve)
        return placed

    def _today(self) -> date | None:
        if self.base is None:
            return None
        return plus(self.base, self.offset)

    def _midnight(self, clock: Clock, newest_first: bool, notes: list[str]) -> None:
        assert self.last is not None
        step = clock.seconds - self.last.seconds
        if newest_first:
            if step > self.night:
                self.offset -= 1
                notes.append("The list runs backwards; read as the day before the line above.")
        elif -step >= self.night:
            self.offset += 1
            notes.append("The time steps back past midnight; read as the next day.")
        elif step < -60 * 5:
            notes.append("This time is earlier than the one above it.")

    def _half_of_day(self, clock: Clock | None, draft: Draft, same_day: bool, notes: list[str]) -> Clock | None:
        """On a dial of twelve: 1.00 after 12.56 is the afternoon, because the order says so."""
        if clock is None or clock.half or not 1 <= clock.at.hour <= 11:
            return clock
        last = self.last if same_day else None
        later = clock.shifted()
        if last is None:
            take = draft.half == "p"
        else:
            back = last.seconds - clock.seconds
            ahead = later.seconds - last.seconds
            take = back > _SLACK and ahead >= -_SLACK and (ahead <= _AFTERNOON or self.shifted)
        if not take:
            self.shifted = self.shifted and last is not None and clock.seconds >= 12 * _HOUR
            return clock
        self.shifted = True
        said = f"{clock.at.hour}:{clock.at.minute:02d}"
        notes.append(f"“{said}” is read as {later.at:%H:%M}, because it follows later hours.")
        return later


def _other_zone(one: ZoneReading | None, other: ZoneReading | None) -> bool:
    return one is not None and other is not None and (one.zone, one.choices) != (other.zone, other.choices)


def _later(hint: str | None, days: int) -> str | None:
    if hint is None or not days:
        return hint
    return f"--{date(2000, int(hint[2:4]), int(hint[5:])) + timedelta(days=days):%m-%d}"


def _end(placed: Placed, twelve: bool) -> None:
    lead = placed.draft.lead
    until = lead.until
    if until is None:
        if lead.until_day is not None:
            placed.until_day = lead.until_day.resolved
        return
    if until.note:
        placed.notes.append(f"The end is written as “{until.at.hour}:??”.")
        return
    assert placed.clock is not None
    if twelve and not until.half and 1 <= until.at.hour <= 11 and until.seconds < placed.clock.seconds:
        later = until.shifted()
        if later.seconds >= placed.clock.seconds:
            until = later
    placed.until = until
    if lead.until_day is not None:
        placed.until_day = lead.until_day.resolved
        return
    back = placed.clock.seconds - until.seconds
    if back > _NIGHT or until.next_day:
        placed.until_day = plus(placed.day, 1) if placed.day else None
        placed.notes.append("The end is on the next day.")
    elif back > 0:
        placed.until = None
        placed.notes.append(f"The end {until.at:%H:%M} is before the start, so it is left out.")
    else:
        placed.until_day = placed.day


def _dial_of_twelve(drafts: list[Draft]) -> bool:
    """Whether bare hours go from 1 to 12: no 13, no 0, no 09, and at least one single digit."""
    bare = [
        clock
        for draft in drafts
        for clock in (draft.lead.clock, draft.lead.until)
        if clock is not None and not clock.half
    ]
    if not any(c.at.hour < 10 for c in bare):
        return False
    return all(1 <= c.at.hour <= 12 and not c.padded and not c.next_day for c in bare)


def _newest_first(drafts: list[Draft]) -> bool:
    """Whether undated lines run backwards: most of their small steps go back."""
    back = ahead = 0
    undated = [d for d in drafts if d.lead.clock and d.lead.day is None]
    for one, other in pairwise(undated):
        assert one.lead.clock
        assert other.lead.clock
        step = other.lead.clock.seconds - one.lead.clock.seconds
        if other.heading is None and 0 < abs(step) < _NIGHT:
            back, ahead = back + (step < 0), ahead + (step > 0)
    return back >= 2 and back >= 2 * ahead
