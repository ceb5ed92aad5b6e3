"""One entry in the making: its moment, its end, its notes."""

from __future__ import annotations

from datetime import datetime

from .links import links_in
from .moments import Fit, moments_of, start_of_day
from .order import Placed
from .shapes import ParsedEntry, Precision
from .sketch import Sketch
from .text_of import text_of
from .years import plus
from .zones import tz_of


class Entry:
    """One entry in the making."""

    def __init__(self, text: str, placed: Placed, zone: tuple[str | None, list[str]], sketch: Sketch) -> None:
        self.text, self.placed, self.sketch = text, placed, sketch
        self.zone, zone_notes = zone
        self.notes = [*placed.notes, *placed.draft.lead.notes, *zone_notes]
        self.exact = placed.draft.lead.moment is not None
        self.choices: tuple[datetime, ...] = ()
        self.utc: datetime | None = None
        self.until_utc: datetime | None = None

    def settle(self) -> None:
        """The moment, where one and only one fits; the candidates where two do."""
        lead, day, zone = self.placed.draft.lead, self.placed.day, self.zone
        if lead.moment:
            self.utc = lead.moment
            return
        if day is None or zone is None:
            return
        if self.placed.clock is None:
            self.utc = start_of_day(day, zone)
            return
        fit, found = moments_of(day, self.placed.clock.at, zone)
        if fit is Fit.NEVER:
            self.notes.append(
                f"{self.placed.clock.at:%H:%M} does not exist on {day.isoformat()} in {zone}: the clocks were "
                "set forward past it."
            )
        elif fit is Fit.TWICE:
            self.choices = found
        elif found:
            self.utc = found[0]

    def made(self) -> ParsedEntry:
        draft, lead = self.placed.draft, self.placed.draft.lead
        clock, day, zone = self.placed.clock, self.placed.day, self.zone
        at = clock.at if clock else None
        precision = clock.precision if clock else Precision.DAY
        if lead.moment:
            local = lead.moment.astimezone(tz_of(zone)) if zone else lead.moment
            zone, day, at, precision = zone or "UTC", local.date(), local.time(), Precision.SECOND
        self._until()
        self._second_clock()
        text = text_of(self.text, draft)
        start, end = draft.start, draft.end
        raw = self.text[start:end]
        if len(lead.also) > 0:
            self.notes.append("Also " + ", ".join(f"{c.at:%H:%M}" for c in lead.also) + ".")
        if clock and clock.note:
            self.notes.append(clock.note)
        until = self.placed.until
        return ParsedEntry(
            offset=start,
            length=end - start,
            raw=raw,
            text=text,
            precision=lead.bound or precision,
            approximate=lead.approximate or self.sketch.approximate or bool(clock and clock.approximate),
            clock=at,
            day=day,
            zone=zone,
            utc=self.utc,
            until_clock=until.at if until else None,
            until_day=self.placed.until_day,
            until_utc=self.until_utc,
            actor=draft.actor,
            links=tuple(dict.fromkeys((*lead.links, *links_in(raw)))),
            notes=tuple(dict.fromkeys(self.notes)),
            day_hint=self.placed.hint,
        )

    def _until(self) -> None:
        day, until = self.placed.until_day, self.placed.until
        if self.zone is None or day is None or self.utc is None:
            return
        if until is None:
            after = plus(day, 1)
            end = start_of_day(after, self.zone) if after else None
        else:
            found = [m for m in moments_of(day, until.at, self.zone)[1] if m >= self.utc]
            end = found[0] if len(found) == 1 else None
        if end is not None and end < self.utc:
            self.notes.append("The end is before the start, so it is left out.")
            self.placed.until, self.placed.until_day = None, None
            return
        self.until_utc = end

    def _second_clock(self) -> None:
        """Two zones beside each other must name one moment; when they do not, somebody should look."""
        day = self.placed.day
        if day is None or self.utc is None:
            return
        for clock, reading in self.placed.draft.lead.beside:
            if reading.zone is None:
                continue
            near = [m for n in (-1, 0, 1) for m in moments_of(plus(day, n) or day, clock.at, reading.zone)[1]]
            if near and self.utc not in near:
                self.notes.append(f"{clock.at:%H:%M} {reading.words} beside it is another moment.")
