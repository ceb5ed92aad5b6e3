"""From lines to drafts: which lines begin an entry, which belong to the entry above, which set the day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time

from .chat import nick_before, read_chat_head
from .clocks import BLANK
from .days import Day
from .lead import Lead, read_lead, without_weak_zone
from .lines import Line, lines_of
from .links import permalink_moments
from .loose import ANCHOR, LABEL, units_of
from .sketch import Draft, Sketch, Used
from .statements import day_stated, first_day, may_state, says_approximate, speaks_of_times, zone_stated
from .styles import Style, style_of
from .tables import Table, table_at
from .time_last import text_first, times_below
from .zones import ZoneReading
from .zonewords import zones_in

_HARD_WRAP = re.compile(
    r"(?:\b(?:at|by|from|until|till|around|about|since|and|to|the|of|between|before|after|for|is|was|with)|[,–-])\Z",
    re.IGNORECASE,
)
_BARE_LINK = re.compile(rf"see\b|!\[|{BLANK}*\[?{BLANK}*<?https?://", re.IGNORECASE)
_TITLE_ONLY = re.compile(
    rf"(?:{BLANK}|[,.:;()*_\[\]-]|(?:19|20)\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{{0,6}}\b"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b|(?:cont(?:inued|'d|d)?|timeline|events)\b)*\Z",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(r"\W*((?:19|20)\d\d)\W*\Z")
_FEW = 4


def sketch_of(text: str, *, fences: bool = True) -> Sketch:
    """Read the whole text once. ``fences=False`` reads inside code blocks too."""
    lines = lines_of(text, fences=fences)
    tables = _tables(text, lines)
    leads, chats = _leads(text, lines, tables)
    if below := times_below(text, lines, tables, leads):
        return below
    style = style_of([lead for lead in leads if lead], [chat[2] for chat in chats.values()])
    reader = _Reader(text, lines, tables, leads, chats, style)
    sketch = reader.read()
    if not any(d.lead.timed or d.lead.day for d in sketch.drafts):
        return text_first(text, lines, sketch)
    return sketch


def _tables(text: str, lines: list[Line]) -> dict[int, tuple[Table, int]]:
    tables: dict[int, tuple[Table, int]] = {}
    i = 0
    while i < len(lines):
        found = (
            table_at(text, lines, i)
            if "|" in text[lines[i].body : lines[i].body + 2000]
            or text[lines[i].body : lines[i].body + 2] in ("+-", "+=")
            else None
        )
        if found is None:
            i += 1
            continue
        table, after = found
        if table:
            tables[i] = (table, after)
        i = max(after, i + 1)
    return tables


def _leads(
    text: str, lines: list[Line], tables: dict[int, tuple[Table, int]]
) -> tuple[list[Lead | None], dict[int, tuple[str, Lead, bool]]]:
    leads: list[Lead | None] = [None] * len(lines)
    chats: dict[int, tuple[str, Lead, bool]] = {}
    i = 0
    while i < len(lines):
        if i in tables:
            i = tables[i][1]
            continue
        line = lines[i]
        if not line.blank and not line.fenced and not line.rule:
            leads[i] = read_lead(text, line.body, line.end)
            if leads[i] is None and not line.heading and (chat := read_chat_head(text, line.body, line.end)):
                chats[i] = chat
        i += 1
    return leads, chats


class _Reader:
    """Walks the lines once, carrying what was last said: the entry, the day, the zone."""

    def __init__(
        self,
        text: str,
        lines: list[Line],
        tables: dict[int, tuple[Table, int]],
        leads: list[Lead | None],
        chats: dict[int, tuple[str, Lead, bool]],
        style: Style,
    ) -> None:
        self.text, self.lines, self.tables, self.leads, self.chats = text, lines, tables, leads, chats
        self.style = style
        self.out = Sketch()
        self.current: Draft | None = None
        self.tail: list[Line] = []  # lines that belong to the entry above only if its list goes on
        self.gap = False  # a blank line was seen since the last line that said something
        self.day: Day | None = None  # the last day heading, until an entry has taken it
        self.zone: ZoneReading | None = None
        self.half: str | None = None
        self.loose: list[tuple[Line, bool]] | None = None  # lines under a day heading before any entry
        self.titled = False
        self.year: int | None = None

    def read(self) -> Sketch:
        i = 0
        while i < len(self.lines):
            if i in self.tables:
                table, i = self.tables[i]
                self._table(table)
                continue
            line = self.lines[i]
            if line.blank:
                self.gap = True
            else:
                self._line(i, line)
                self.gap = False
            i += 1
        self._close()
        self._settle_loose(mixed=False)
        return self.out

    # One line

    def _line(self, i: int, line: Line) -> None:
        text = self.text
        if line.fenced:
            self._continue(line)
            return
        if line.rule:
            self._close()
            self._use(line, "")
            return
        if text.startswith("/timeline", line.body) and self._slash(line):
            return
        if i in self.chats and (self.chats[i][2] or self.style.chat):
            actor, sent, _ = self.chats[i]
            self._begin(line, sent, [], actor=actor)
            return
        lead = self.leads[i]
        if lead is not None and lead.weak_zone and lead.zone and lead.zone.zone not in self.style.zones:
            without_weak_zone(text, lead, line.end)
        if lead is not None and self._accepts(i, line, lead):
            self._led(i, line, lead)
        elif line.heading or self._is_statement(line):
            self._statement(line)
        else:
            self._continue(line)

    def _accepts(self, i: int, line: Line, lead: Lead) -> bool:
        """Whether what looks like the head of an entry is one, and not a sentence that begins alike."""
        if lead.relative is not None and not lead.clock and not self._counted(lead):
            return False
        if lead.clock and not lead.clock.half and not lead.day:
            if lead.clock.compact and not self.style.compact:
                return False
            if lead.clock.dotted and not self.style.dotted:
                return False
        if lead.clock is not None or lead.moment is not None:
            if not self.gap and self._wraps_into(i, line):
                return False
            return not lead.preposition or self._may_be_sentence(line) or self._follows_an_entry(i)
        if lead.day is not None:
            return self._accepts_day(i, line, lead)
        return lead.daypart and not line.heading and (lead.alone or (lead.separated and not lead.preposition))

    def _counted(self, lead: Lead) -> bool:
        """Give "T+5m" its clock: it takes it from the line that says when T was, if one did."""
        base = self.out.base
        if base is None or base.lead.clock is None or lead.relative is None:
            return False
        total = base.lead.clock.seconds + int(lead.relative.total_seconds())
        at = time(total // 3600 % 24, total // 60 % 60, total % 60)
        lead.clock = replace(base.lead.clock, at=at, half="t", note="Counted from the line above that names T.")
        lead.zone = lead.zone or base.lead.zone
        return True

    def _accepts_day(self, i: int, line: Line, lead: Lead) -> bool:
        assert lead.day is not None
        if ANCHOR.match(self.text, line.body, line.end):
            return False
        if lead.day.unreadable or (lead.day.pair and lead.day.year is None and not self.style.short_days):
            return False
        if lead.alone and not lead.preposition:
            words = self.text[line.body : line.end]
            return lead.day.pair is None or lead.day.whole or lead.day.year is not None or line.bold or len(words) > 5
        if lead.daypart and (lead.separated or lead.alone):
            return True
        if lead.day.month is None and lead.day.pair is None and len(lead.day.words) < 6:
            return False  # "Sun - …", "Wed: …" are initials as often as days
        if lead.preposition:
            return lead.separated and self._may_be_sentence(line)
        rest = self.text[lead.end : line.end]
        if not line.bullet and _TITLE_ONLY.match(rest[:80]) and len(rest) <= 80:
            return True
        if lead.separated or lead.marked or line.heading:
            return True
        # "2024-03-01 Deployed": without anything between, a whole date at the head of a line of its own.
        alone = line.bullet or self.gap or self.current is None or self._follows_an_entry(i)
        return lead.day.year is not None and alone

    def _may_be_sentence(self, line: Line) -> bool:
        """Whether "At 14:02 the …" may begin: it begins an entry at the head of a paragraph or list item, not inside one."""
        nested = self.current is not None and self.current.listed and line.indent > self.current.indent
        if nested:
            return False
        return line.bullet or self.gap or self.current is None or not self.out.drafts

    def _follows_an_entry(self, i: int) -> bool:
        """One entry a line: the line above began one too, and ended its sentence or was short."""
        above = self.lines[i - 1] if i else None
        if above is None or self.current is None or self.current.start != above.start:
            return False
        return above.end - above.start < 60 or self.text[above.end - 1] in ".!?:;"

    def _wraps_into(self, i: int, line: Line) -> bool:
        if i == 0 or line.bullet or line.heading or self.lines[i - 1].blank or self.lines[i - 1].heading:
            return False
        before = self.lines[i - 1]
        return before.end - before.body > 20 and bool(
            _HARD_WRAP.search(self.text[max(before.body, before.end - 12) : before.end])
        )

    def _led(self, i: int, line: Line, lead: Lead) -> None:
        text = self.text
        if lead.dated and lead.alone and lead.day is not None:
            self._close()
            self._settle_loose(mixed=False)
            self._set_day(lead.day)
            self._use(line, lead.day.words)
            return
        if lead.timed:
            if line.heading and self._heads_entries(i):
                self._group(line, lead)
                return
            spans = [(lead.end, line.end)] if lead.end < line.end else []
            self._begin(line, lead, spans)
            return
        if lead.daypart:
            self._begin(line, lead, [(lead.end, line.end)] if lead.end < line.end else [])
            return
        assert lead.day is not None
        rest = text[lead.end : line.end]
        title = not line.bullet and len(rest) <= 80 and (_TITLE_ONLY.match(rest) or zone_stated(rest, False))
        if lead.alone or title:
            self._day_heading(line, lead, rest)
        elif (line.heading or line.bold) and self._heads_entries(i):
            self._day_heading(line, lead, rest, titled=True)
        else:
            self._begin(line, lead, [(lead.end, line.end)])

    def _heads_entries(self, i: int) -> bool:
        """Whether times stand below a heading before the next one: then it groups, and is no entry."""
        level = self.lines[i].heading
        lead = self.leads[i]
        of_day = lead is not None and lead.day is not None and not lead.timed
        for j in range(i + 1, min(i + 200, len(self.lines))):
            line = self.lines[j]
            if j in self.tables:
                return True
            below = self.leads[j]
            if line.heading and (not level or line.heading <= level):
                return of_day and below is not None and below.timed and below.day is None
            if not level and line.bold and below is not None:
                return False
            if below and below.clock and not line.fenced and not line.heading and self._clock_style(below):
                return True
        return False

    def _clock_style(self, lead: Lead) -> bool:
        clock = lead.clock
        return clock is not None and (
            (not clock.compact or self.style.compact) and (not clock.dotted or self.style.dotted)
        )

    # What a line can be

    def _begin(self, line: Line, lead: Lead, spans: list[tuple[int, int]], *, actor: str | None = None) -> None:
        going_on = self.current is not None and self.current.listed and line.bullet
        self._close(keep_tail=going_on)
        self._settle_loose(mixed=True)
        draft = Draft(line.start, line.end, lead, spans, listed=line.bullet, indent=line.indent, actor=actor)
        if actor is None and spans and (nick := nick_before(self.text[spans[0][0] : spans[0][0] + 60])):
            draft.actor = nick[0]
            rest = self.text[spans[0][0] : spans[0][1]]
            spans[0] = (spans[0][1] - len(rest) + rest.index(">") + 1, spans[0][1])
        self._add(draft)
        self.current = draft

    def _add(self, draft: Draft) -> None:
        draft.heading, self.day = self.day, None
        draft.zone, draft.half = self.zone, self.half
        for day in (draft.lead.day, draft.lead.until_day):
            if day is not None:
                day.year_hint = day.year_hint or self.year
                self.out.days.append(day)
        if draft.lead.relative is not None and not draft.lead.relative and draft.lead.clock and not self.out.base:
            self.out.base = draft
        self.out.drafts.append(draft)

    def _group(self, line: Line, lead: Lead) -> None:
        """A heading such as "### 14:00-15:00 UTC: First look": the entries are below; this gives them zone and half."""
        self._close()
        self._settle_loose(mixed=True)
        says = ""
        if lead.day:
            self._set_day(lead.day)
            says = lead.day.words
        if lead.zone:
            self.zone = lead.zone
            self.out.stated.append((line.start, lead.zone))
            says = says or lead.zone.words
        self.half = lead.clock.half if lead.clock else None
        self._use(line, says)

    def _day_heading(self, line: Line, lead: Lead, rest: str, *, titled: bool = False) -> None:
        self._close()
        self._settle_loose(mixed=False)
        assert lead.day is not None
        day = lead.day
        if rest and day.year is None and (year := re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", rest)):
            day.year = int(year[0])
            if not titled:
                day.notes.append(f"“{day.words} {rest.strip()}” is read as {day.words} {year[0]}.")
        self._set_day(day)
        self.out.headings += 1
        zones = [lead.zone] if lead.zone else zones_in(rest)
        if len(zones) == 1 and (lead.zone or speaks_of_times(rest) or rest.strip(" ()*_") == zones[0].words):
            self.zone = zones[0]
            self.out.stated.append((line.start, zones[0]))
        self.half = None
        self.out.approximate = self.out.approximate or says_approximate(rest)
        self._use(line, day.words)
        self.loose, self.titled = [], titled

    def _set_day(self, day: Day) -> None:
        self.day = day
        day.year_hint = day.year_hint or self.year
        self.out.days.append(day)

    def _is_statement(self, line: Line) -> bool:
        words = self.text[line.body : min(line.end, line.body + 260)]
        if not may_state(words):
            return False
        return (
            zone_stated(words, False) is not None
            or says_approximate(words)
            or day_stated(words, False) is not None
            or (speaks_of_times(words) and bool(zones_in(words)))
        ) and not (self.current is not None and line.bullet)

    def _statement(self, line: Line) -> None:
        words = self.text[line.body : min(line.end, line.body + 260)]
        heading = bool(line.heading)
        self._close()
        says = ""
        if heading:
            self._settle_loose(mixed=False)
            self.half = None
        if zone := zone_stated(words, heading):
            self.zone = zone
            self.out.stated.append((line.start, zone))
            says = zone.zone or zone.words
        elif len(zones_in(words)) > 1 and speaks_of_times(words):
            self.out.mixed_zones.append(words.strip())
        if says_approximate(words):
            self.out.approximate = True
        if heading and (year := _YEAR_ALONE.match(words)):
            self.year = int(year[1])
            says = year[1]
        day = day_stated(words, heading)
        if day is None and heading and zone is None and not self.out.drafts:
            day = first_day(words)
        if day:
            self._set_day(day)
            says = day.words
        if says or heading or self._is_statement(line):
            self._use(line, says)

    def _use(self, line: Line, says: str) -> None:
        self.out.used.append(Used(line.start, line.end, says))

    def _slash(self, line: Line) -> bool:
        """GitLab's quick action: /timeline what happened | 2026-01-31 14:02"""
        bar = self.text.rfind("|", line.body, line.end)
        start = line.body + len("/timeline")
        while start < bar and self.text[start].isspace():
            start += 1
        if bar <= start:
            return False
        lead = read_lead(self.text, bar + 1, line.end)
        if lead is None or not lead.alone or not (lead.clock or lead.day):
            return False
        self._begin(line, lead, [(start, bar)])
        self.current = None
        return True

    def _table(self, table: Table) -> None:
        self._close()
        self._settle_loose(mixed=True)
        for head in table.heads:
            self._use(head, (table.zone.zone or table.zone.words) if table.zone else "")
        if table.zone:
            self.out.stated.append((table.heads[0].start if table.heads else table.rows[0].line.start, table.zone))
        self.out.approximate = self.out.approximate or table.approximate
        before = self.zone
        self.zone = table.zone or self.zone
        last: Draft | None = None
        for row in table.rows:
            line, lead = row.line, row.lead
            if lead is not None and lead.relative is not None and not lead.clock:
                self._counted(lead)
            if lead is None or not (lead.timed or lead.day or lead.unknown or lead.daypart):
                if last is not None and row.what and not row.cells[0][0] < row.cells[0][1]:
                    last.spans += row.what  # an empty first cell: the row above goes on
                    last.end = line.end
                continue
            if lead.weak_zone and lead.zone and not lead.clock:
                lead.zone = None
            if not row.what and not row.actor and not lead.timed and lead.day and not lead.day.unreadable:
                self._set_day(lead.day)  # Dispatch writes a row that holds only the day
                self.out.headings += 1
                self._use(line, lead.day.words)
                last = None
                continue
            if not lead.timed and not lead.daypart and (lead.day is None or lead.day.unreadable):
                self.out.remarks[line.start] = "Neither the day nor the time of this row is known."
                last = None
                continue
            last = Draft(line.start, line.end, lead, list(row.what), actor=row.actor, in_table=True)
            last.cells = len(row.what)
            self._add(last)
        self.zone = before if table.zone is None else self.zone
        self.current = None

    def _continue(self, line: Line) -> None:
        current = self.current
        if current is None:
            lead = self._left_lead(line)
            if lead:
                self.out.remarks[line.start] = lead
            if self.loose is not None:
                self.loose.append((line, self.gap))
            return
        soft_heading = bool(LABEL.match(self.text, line.body, line.end)) or (line.bold and not line.bullet)
        if soft_heading and (self.gap or current.listed):
            self._close()
            self._continue(line)
            return
        if current.listed:
            linked = line.bullet and line.indent <= current.indent and not line.fenced
            moments = permalink_moments(self.text[line.body : line.end]) if linked else []
            if len(moments) == 1 and not _BARE_LINK.match(self.text, line.body, line.end):
                self._begin(line, Lead(end=line.body, moment=moments[0]), [(line.body, line.end)])
                return
            if self.tail or (self.gap and not line.bullet and line.indent <= current.indent):
                self.tail.append(line)
                return
        self._attach(line)

    def _left_lead(self, line: Line) -> str:
        lead = read_lead(self.text, line.body, line.end)
        if lead and line.bullet and lead.unknown and not lead.timed and not lead.day:
            return "Neither the day nor the time of this line is known."
        if lead and lead.relative is not None and not lead.clock:
            return "This counts from a moment that the text does not name."
        return ""

    def _attach(self, line: Line) -> None:
        assert self.current is not None
        self.current.spans.append((line.start if line.fenced or line.bullet else line.body, line.end))
        self.current.end = line.end

    def _close(self, *, keep_tail: bool = False) -> None:
        if self.current is not None and keep_tail:
            for line in self.tail:
                self._attach(line)
        self.tail = []
        self.current = None

    # Lines under a day heading that have no time of their own

    def _settle_loose(self, *, mixed: bool) -> None:
        loose, self.loose = self.loose, None
        if not loose:
            return
        units = units_of(self.text, loose)
        if mixed and (self.titled or len(units) > _FEW):
            return  # prose before a list of times, not events of the day
        for unit in units:
            self._add(Draft(unit.line.start, unit.end, unit.lead, unit.spans, listed=unit.line.bullet))
