"""From placed drafts to the entries that are given out: zones, moments, texts, notes, questions."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from .abbreviations import HOME
from .drafts import Draft, Sketch
from .links import links_in
from .moments import Fit, moments_of, start_of_day
from .order import Placed
from .shapes import Context, Leftover, ParsedEntry, ParsedTimeline, Precision
from .zones import ZoneReading, abbreviations_of, either, tz_of

_QUOTE = re.compile(r"^[ \t]*>[> \t]*", re.MULTILINE)
_BREAKS = re.compile(r"<br\s{0,4}/?>", re.IGNORECASE)
_MANY_LINES = re.compile(r"\n{3,}")


def finish(
    text: str, sketch: Sketch, placed: list[Placed], caller: str | None, warnings: list[str]
) -> ParsedTimeline:
    zones = _Zones(sketch, caller)
    drafted = [_Entry(text, p, zones.of(p), sketch) for p in placed]
    _settle_moments(drafted)
    entries = tuple(e.made() for e in drafted)
    contexts, leftovers = _rest(text, sketch, entries)
    needs_zone = [e for e in drafted if e.zone is None and not e.exact]
    needs_day = [e for e in drafted if e.placed.needs_day and not e.exact]
    whole = zones.whole(drafted)
    warnings = [*warnings, *zones.warnings(drafted, needs_zone)]
    if needs_day:
        warnings.append(_day_question(needs_day, len(drafted)))
    if any(n.startswith("The list runs backwards") for e in drafted for n in e.placed.notes):
        warnings.append("The list seems to begin with the newest line.")
    return ParsedTimeline(
        entries=entries,
        leftovers=leftovers,
        zone=whole,
        zone_needed=bool(needs_zone),
        date_needed=bool(needs_day),
        warnings=tuple(dict.fromkeys(warnings)),
        contexts=contexts,
    )


class _Zones:
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
            self.asked[reading.words] = reading
            if self.caller:
                notes.append(f"“{reading.words}” is read as {self.caller}, as you said.")
            return self.caller, notes
        if reading.abbreviation and placed.day:
            year = placed.day.year
            if self.caller and "/" in self.caller and reading.abbreviation in abbreviations_of(self.caller, year):
                return self.caller, notes
            if _out_of_season(reading, placed.day):
                self.contested.setdefault(reading.words, (reading, placed.day))
                notes.append(
                    f"{reading.words} is read as written, UTC{reading.zone}, though most places that use it "
                    "keep another hour in that season."
                )
        return reading.zone, notes

    def whole(self, drafted: list[_Entry]) -> str | None:
        used = {e.zone for e in drafted if not e.exact}
        if len(used) == 1:
            return used.pop()
        if self.only is not None and self.only.zone:
            return self.only.zone
        return self.caller if not self.sketch.stated else None

    def warnings(self, drafted: list[_Entry], needs: list[_Entry]) -> list[str]:
        out = []
        for words, reading in self.asked.items():
            if self.caller is None:
                out.append(f"“{words}” can mean {either(reading.choices)}. Say which one is meant.")
        unnamed = len([e for e in needs if e.placed.draft.lead.zone is None])
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


def _out_of_season(reading: ZoneReading, day: date) -> bool:
    home = HOME.get(reading.abbreviation or "")
    if not home or reading.zone is None:
        return False
    noon = datetime.combine(day, time(12))
    try:
        return noon.replace(tzinfo=tz_of(home)).utcoffset() != noon.replace(tzinfo=tz_of(reading.zone)).utcoffset()
    except OverflowError:
        return False


class _Entry:
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
        text = _text_of(self.text, draft)
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
            end = start_of_day(day + timedelta(days=1), self.zone) if day < date.max else None
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
            near = [
                m
                for n in (-1, 0, 1)
                for m in moments_of(_plus(day, n), clock.at, reading.zone)[1]
            ]
            if near and self.utc not in near:
                self.notes.append(f"{clock.at:%H:%M} {reading.words} beside it is another moment.")


def _plus(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def _settle_moments(entries: list[_Entry]) -> None:
    """Where a clock shows a time twice, the neighbours decide if they can; nobody else does."""
    for entry in entries:
        entry.settle()
    for n, entry in enumerate(entries):
        if not entry.choices:
            continue
        clock, day = entry.placed.clock, entry.placed.day
        assert clock is not None and day is not None
        first, second = entry.choices
        before = next((e.utc for e in reversed(entries[:n][-8:]) if e.utc and e.placed.clock), None)
        after = next((e.utc for e in entries[n + 1 : n + 9] if e.utc and e.placed.clock), None)
        twins = [e for e in entries[n + 1 : n + 9] if e.choices and e.placed.day == day and e.placed.clock]
        fits = [
            m
            for m in (first, second)
            if (before is None or before <= m) and (after is None or m <= after)
        ]
        if len(fits) != 1 and any(t.placed.clock and t.placed.clock.at < clock.at for t in twins):
            fits = [first]  # the clock steps back below: it was set back between the two lines
        earlier = [e for e in entries[:n][-8:] if e.choices and e.placed.day == day and e.placed.clock]
        if len(fits) != 1 and any(e.placed.clock and e.placed.clock.at > clock.at for e in earlier):
            fits = [second]
        said = f"{clock.at:%H:%M} exists twice on {day.isoformat()} in {entry.zone}: the clocks were set back."
        if len(fits) == 1:
            entry.utc = fits[0]
            entry.notes.append(f"{said} The lines around it decide for {fits[0]:%H:%M} UTC.")
        else:
            entry.notes.append(f"{said} It can be {first:%H:%M} or {second:%H:%M} UTC.")


def _text_of(text: str, draft: Draft) -> str:
    parts = []
    for a, b in draft.spans:
        part = text[a:b]
        if "<" in part:
            part = _BREAKS.sub("\n", part)
        if ">" in part:
            part = _QUOTE.sub("", part)
        parts.append(part.strip())
    if draft.in_table:
        return _closed(" — ".join(part for part in parts if part))
    return _closed(_MANY_LINES.sub("\n\n", "\n".join(parts)).strip())


def _closed(words: str) -> str:
    """Without the mark that closes emphasis opened before the time: "**14:02 Deployed**"."""
    for mark in ("**", "__", "*", "_"):
        first, _, rest = words.partition("\n")
        if first.endswith(mark) and first.count(mark) % 2:
            words = first[: -len(mark)].rstrip() + ("\n" + rest if rest else "")
            break
    for opening, closing in ("()", "[]"):
        if words.endswith(closing) and words.count(closing) > words.count(opening):
            words = words[:-1].rstrip()
    return words


def _day_question(needs: list[_Entry], total: int) -> str:
    hints = [e.placed.hint for e in needs if e.placed.hint]
    if hints and len(hints) == len(needs):
        return "The days name no year. Say on which date the first line happened."
    what = "The times name no day" if len(needs) == total else f"{len(needs)} of {total} lines name no day"
    return f"{what}. Say on which date the first line happened."


def _rest(
    text: str, sketch: Sketch, entries: tuple[ParsedEntry, ...]
) -> tuple[tuple[Context, ...], tuple[Leftover, ...]]:
    """What is no entry: used lines, and everything else that is not white space, paragraph by paragraph."""
    taken = sorted(
        [(e.offset, e.offset + e.length, None) for e in entries] + [(u.start, u.end, u.says) for u in sketch.used],
        key=lambda t: (t[0], t[1]),
    )
    contexts: list[Context] = []
    leftovers: list[Leftover] = []
    pos = 0
    for start, end, says in [*taken, (len(text), len(text), None)]:
        if start > pos:
            _paragraphs(text, pos, start, sketch.remarks, leftovers)
        if says is not None and (says or not _MARKUP_ONLY.match(text, start, min(end, start + 40))) and start >= pos and end > start:
            contexts.append(Context(start, end - start, text[start:end], says))
        pos = max(pos, end)
    contexts.sort(key=lambda c: c.offset)
    return tuple(contexts), tuple(leftovers)


_MARKUP_ONLY = re.compile(r"[\s>*#_\-+=|.`~•<br/]*\Z")


def _paragraphs(
    text: str, start: int, end: int, remarks: dict[int, str], leftovers: list[Leftover]
) -> None:
    pos = start
    while pos < end:
        while pos < end and text[pos].isspace():
            pos += 1
        if pos >= end:
            return
        stop = pos
        note = remarks.get(pos, "")
        # A line with a remark of its own stands alone; other lines join up to the next blank one.
        while True:
            line_end = text.find("\n", stop, end)
            line_end = end if line_end < 0 else line_end
            stop = line_end
            following = line_end + 1
            if note or following >= end:
                break
            next_end = text.find("\n", following, end)
            next_line = text[following : end if next_end < 0 else next_end]
            begins = following + len(next_line) - len(next_line.lstrip())
            if not next_line.strip() or begins in remarks:
                break
            stop = following
        while stop > pos and text[stop - 1].isspace():
            stop -= 1
        raw = text[pos:stop]
        if len(raw) > 40 or not _MARKUP_ONLY.match(raw):
            leftovers.append(Leftover(pos, stop - pos, raw, note))
        pos = max(stop, pos + 1)
