"""Whose zone a time is in, and what has to be asked because nobody said."""

from __future__ import annotations

from datetime import date, datetime, time

from .abbreviations import HOME
from .entry import Entry
from .order import Placed
from .sketch import Draft, Sketch
from .zones import ZoneReading, abbreviations_of, either, tz_of


class Zones:
    """Whose zone a time is in: its own line's, its heading's or table's, the text's, the caller's."""

    def __init__(self, sketch: Sketch, caller: str | None) -> None:
        self.sketch, self.caller = sketch, caller
        stated = {z.zone or z.choices: z for _, z in sketch.stated}
        self.only = next(iter(stated.values())) if len(stated) == 1 else None
        self.first: ZoneReading | None = None
        if not stated:
            self.first = self._first_line_says(sketch.drafts)
        self.asked: dict[str, ZoneReading] = {}
        self.contested: dict[str, tuple[ZoneReading, date]] = {}

    @staticmethod
    def _first_line_says(drafts: list[Draft]) -> ZoneReading | None:
        """A unit given on the first line holds for the list, unless any other line names another."""
        timed = [d for d in drafts if d.lead.clock]
        if not timed or timed[0].lead.zone is None:
            return None
        first = timed[0].lead.zone
        named = [z for d in timed for z in (d.lead.zone, *(b[1] for b in d.lead.beside)) if z]
        return first if all(z.zone == first.zone and z.choices == first.choices for z in named) else None

    def of(self, placed: Placed) -> tuple[str | None, list[str]]:
        draft = placed.draft
        notes: list[str] = []
        reading = draft.lead.zone or draft.zone or self.only
        if reading is None and self.first is not None:
            reading = self.first
            if draft.lead.clock:
                notes.append(f"The zone is named on the first line: {reading.words}.")
        if reading is None:
            return self.caller, notes
        if reading.zone is None:
            if reading.choices:
                self.asked[reading.words] = reading
            if self.caller and reading.choices:
                notes.append(f"“{reading.words}” is read as {self.caller}, as you said.")
            return self.caller, notes
        if reading.abbreviation and placed.day:
            local = datetime.combine(placed.day, placed.clock.at if placed.clock else time(12))
            caller = self.caller if self.caller and "/" in self.caller else None
            if caller and reading.abbreviation in abbreviations_of(caller, placed.day.year):
                # The caller names the clock on the wall; it counts where the abbreviation is out of season.
                return (caller if _out_of_season(reading, local, caller) else reading.zone), notes
            if _out_of_season(reading, local, HOME.get(reading.abbreviation)):
                self.contested.setdefault(reading.words, (reading, placed.day))
                notes.append(
                    f"{reading.words} is read as written, UTC{reading.zone}, though most places that use it "
                    "keep another hour in that season."
                )
        return reading.zone, notes

    def whole(self, drafted: list[Entry]) -> str | None:
        used = {e.zone for e in drafted if not e.exact}
        if len(used) == 1:
            return used.pop()
        if self.only is not None and self.only.zone:
            return self.only.zone
        return self.caller if not self.sketch.stated else None

    def warnings(self, drafted: list[Entry], needs: list[Entry]) -> list[str]:
        out = []
        for words, reading in self.asked.items():
            if self.caller is None:
                out.append(f"“{words}” can mean {either(reading.choices)}. Say which one is meant.")
        unnamed = len([e for e in needs if not _names_choices(e)])
        if needs and unnamed and not self.asked:
            all_of = len([e for e in drafted if not e.exact])
            what = "The times name no zone" if unnamed == all_of else f"{unnamed} of {all_of} times name no zone"
            out.append(f"{what}. Say which one is meant, for example UTC or Europe/Berlin.")
        for words in self.sketch.mixed_zones:
            out.append(f"“{words[:80]}” names more than one zone, so none was taken from it.")
        for words, (reading, day) in self.contested.items():
            home = HOME.get(reading.abbreviation or "", "")
            out.append(
                f"{words} is written, and {day.isoformat()} is in the other half of its year. The times are "
                f"read as UTC{reading.zone}. If the clock on the wall is meant, say {home}."
            )
        if self.first is not None and any(e.placed.draft.lead.zone is None and not e.exact for e in drafted):
            out.append(f"Only some lines name a zone, the first one {self.first.words}: it is read for all.")
        return out


def _names_choices(entry: Entry) -> bool:
    zone = entry.placed.draft.lead.zone
    return zone is not None and bool(zone.choices)


def _out_of_season(reading: ZoneReading, local: datetime, place: str | None) -> bool:
    """Whether the place's clock shows another time at the moment that the abbreviation names."""
    if place is None or reading.zone is None:
        return False
    try:
        there = local.replace(tzinfo=tz_of(reading.zone)).astimezone(tz_of(place))
    except OverflowError:
        return False
    return there.replace(tzinfo=None) != local
