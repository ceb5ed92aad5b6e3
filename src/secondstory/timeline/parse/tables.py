"""Tables: which rows, which column says when, which says who, and what the head says about them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from .days import read_day_cell
from .lead import Lead, read_lead
from .lines import Line
from .statements import says_approximate
from .zones import ZoneReading
from .zonewords import zones_in

_DELIMITER = re.compile(r"\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*\Z")
_GRID = re.compile(r"\+(?:[-=]+\+)+\Z")
_CELL = re.compile(r"(?:[^|\\]++|\\.)*+", re.DOTALL)
_MANY = 60
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TIME_HEAD = re.compile(
    r"\b(?:time|times|timestamp|timestamps|when|clock|date.?time|datetime|utc|gmt|hour|hours|hh:mm|start|started|begin|began|from)\b",
    re.IGNORECASE,
)
_DATE_HEAD = re.compile(r"\b(?:date|day|weekday)\b", re.IGNORECASE)
_END_HEAD = re.compile(r"\b(?:end|ended|ends|to|until|finish|finished|stop|stopped)\b", re.IGNORECASE)
_WHO_HEAD = re.compile(
    r"\W*(?:who|actor|owner|person|people|name|by|author|responder|team|member|user|initials|by whom|posted by)\W*\Z",
    re.IGNORECASE,
)
_WHAT_HEAD = re.compile(
    r"\b(?:event|description|what|action|comment|comments|note|notes|details?|duration|elapsed|zone|type|phase|status|link)\b",
    re.IGNORECASE,
)
_NUMBER_HEAD = re.compile(r"\W*(?:#|no|nr|num|number|id|step|seq)?\W*\Z", re.IGNORECASE)
_TRY_CLOCK = re.compile(r"(?<![\d:.])(?=\d{1,2}[:.]\d\d)")


Cell = tuple[int, int]


class Role(Enum):
    WHEN = "when"
    END = "end"
    WHO = "who"
    WHAT = "what"
    NUMBER = "number"


@dataclass(slots=True)
class Row:
    line: Line
    cells: list[Cell]
    lead: Lead | None = None
    actor: str | None = None
    what: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """Consecutive lines that are one timeline table. ``zone`` and ``year`` come from its head."""

    heads: list[Line]
    rows: list[Row]
    zone: ZoneReading | None = None
    approximate: bool = False


def table_at(text: str, lines: list[Line], i: int) -> tuple[Table | None, int] | None:
    """The table that begins at line ``i`` and the line after it; no Table when it tells no times."""
    first = lines[i]
    if first.fenced or first.blank:
        return None
    follows = lines[i + 1] if i + 1 < len(lines) else None
    delimited = follows is not None and "|" in text[first.body : first.end] and _is_delimiter(text, follows)
    grid = bool(_GRID.match(text[first.body : first.end])) if text[first.body] == "+" else False
    if not (delimited or grid or _is_row(text, first)):
        return None
    j, block = i, []
    while j < len(lines) and not lines[j].blank and not lines[j].fenced:
        line = lines[j]
        if not (line.piped or (delimited and "|" in text[line.body : line.end]) or _is_grid(text, line)):
            break
        block.append(line)
        j += 1
    return _read(text, block), j


def _is_row(text: str, line: Line) -> bool:
    return line.piped and text.count("|", line.body, line.end) >= 2


def _is_delimiter(text: str, line: Line) -> bool:
    if line.end - line.body > 2000:
        return set(text[line.body : line.end]) <= set("|:- \t")
    return "-" in text[line.body : line.end] and bool(_DELIMITER.match(text[line.body : line.end]))


def _is_grid(text: str, line: Line) -> bool:
    return text[line.body] == "+" and bool(_GRID.match(text[line.body : line.end]))


def _read(text: str, block: list[Line]) -> Table | None:
    heads: list[Line] = []
    rows: list[Row] = []
    named: list[Cell] = []
    for n, line in enumerate(block):
        if _is_grid(text, line) or _is_delimiter(text, line):
            heads.append(line)
            if n == 1 and rows:
                heads.insert(0, rows[0].line)
                named = rows.pop(0).cells
        else:
            rows.append(Row(line, _cells(text, line)))
    if not rows or len(rows[0].cells) > _MANY:
        return None
    seen: dict[tuple[int, int], Lead | None] = {}  # a cell is read once, though asked for twice
    if not named and not any(_lead_of(text, cell, seen) for cell in rows[0].cells):
        heads.insert(0, rows[0].line)
        named = rows.pop(0).cells
    if not rows:
        return None
    names = [text[a:b].strip(" *_`\t") for a, b in named]
    roles = _roles(text, names, rows, seen)
    if not any(role is Role.WHEN for role in roles):
        return None
    table = Table(heads, rows)
    _read_head(table, names, roles)
    year = _year(names, roles)
    for row in rows:
        _read_row(text, row, roles, year, names, seen)
    return table


def _cells(text: str, line: Line) -> list[Cell]:
    start, end = line.body, line.end
    if text[start] == "|":
        start += 1
    if end > start and text[end - 1] == "|" and text[end - 2 : end - 1] != "\\":
        end -= 1
    cells = []
    pos = start
    while pos <= end:
        m = _CELL.match(text, pos, end)
        assert m is not None
        a, b = m.span()
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        cells.append((a, b))
        pos = max(m.end() + 1, pos + 1)
    if len(cells) > 1 and cells[0][0] == cells[0][1] and text[line.body : line.body + 2] == "||":
        cells = [c for c in cells if c[0] < c[1]]  # Jira's heads: ||Time||Event||
    return cells


def _lead_of(text: str, cell: Cell, seen: dict[Cell, Lead | None]) -> Lead | None:
    """The lead of a cell that is in a column of times: odd cells are searched for a clock."""
    if cell not in seen:
        seen[cell] = _read_cell(text, *cell)
    return seen[cell]


def _read_cell(text: str, a: int, b: int) -> Lead | None:
    if a >= b:
        return None
    lead = read_lead(text, a, b)
    if lead is None and (day := read_day_cell(text, a, b)):
        lead = Lead(end=b, day=day[0])
    if lead and lead.day and lead.day.unreadable and not lead.clock and not lead.unknown:
        lead = _clock_inside(text, lead.end, b, lead) or lead
    return lead or _clock_inside(text, a, b, None)


def _clock_inside(text: str, a: int, b: int, given: Lead | None) -> Lead | None:
    for m in _TRY_CLOCK.finditer(text, a, min(b, a + 60)):
        lead = read_lead(text, m.start(), b)
        if lead and lead.clock:
            if given:
                lead.day, lead.notes = given.day, given.notes
            return lead
    return None


def _roles(text: str, names: list[str], rows: list[Row], seen: dict[Cell, Lead | None]) -> list[Role]:
    width = max([len(names), *(len(row.cells) for row in rows[:50])])
    roles = []
    for column in range(width):
        name = names[column] if column < len(names) else ""
        share = _share(text, rows, column, seen)
        role = Role.WHAT
        if _WHO_HEAD.match(name):
            role = Role.WHO
        elif _NUMBER_HEAD.match(name) and _numbers(text, rows, column):
            role = Role.NUMBER
        elif share > 0 and (_TIME_HEAD.search(name) or _DATE_HEAD.search(name)):
            what = _WHAT_HEAD.search(name)
            if not what or share >= 0.6:
                role = Role.WHEN
        elif share > 0 and _END_HEAD.fullmatch(name.split("(")[0].strip()):
            role = Role.END
        elif share >= 0.6 and not _WHAT_HEAD.search(name):
            role = Role.WHEN
        roles.append(role)
    for column, name in enumerate(names[:width]):
        ends = roles[column] is Role.WHEN and _END_HEAD.search(name.split("(")[0])
        if ends and Role.WHEN in roles[:column]:
            roles[column] = Role.END
    return roles


def _numbers(text: str, rows: list[Row], column: int) -> bool:
    cells = [row.cells[column] for row in rows if column < len(row.cells)]
    return all(text[a:b].strip(" .#").isdigit() for a, b in cells if a < b)


def _share(text: str, rows: list[Row], column: int, seen: dict[Cell, Lead | None]) -> float:
    """How many of a column's filled cells begin with a day or a time and hold little else."""
    good = filled = 0
    for row in rows[:60]:
        if column < len(row.cells) and row.cells[column][0] < row.cells[column][1]:
            filled += 1
            lead = _lead_of(text, row.cells[column], seen)
            if lead and row.cells[column][1] - lead.end <= 24:
                good += bool(lead.timed or lead.day or lead.unknown or lead.relative is not None)
    return good / filled if filled else 0.0


def _read_head(table: Table, names: list[str], roles: list[Role]) -> None:
    for name, role in zip(names, roles, strict=False):
        if role is Role.WHEN and table.zone is None:
            zones = zones_in(name)
            if len(zones) == 1:
                table.zone = zones[0]
        table.approximate = table.approximate or says_approximate(name)


def _year(names: list[str], roles: list[Role]) -> int | None:
    for name, role in zip(names, roles, strict=False):
        if role is Role.WHEN and (m := _YEAR.search(name)):
            return int(m[0])
    return None


def _read_row(
    text: str,
    row: Row,
    roles: list[Role],
    year: int | None,
    names: list[str],
    seen: dict[Cell, Lead | None],
) -> None:
    seen_clock = False
    for column, cell in enumerate(row.cells):
        role = roles[column] if column < len(roles) else Role.WHAT
        if cell[0] >= cell[1] or role is Role.NUMBER:
            continue
        if role is Role.WHO:
            row.actor = text[cell[0] : cell[1]].strip(" *_`") or None
            continue
        lead = _lead_of(text, cell, seen) if role in (Role.WHEN, Role.END) else None
        if lead is None:
            row.what.append(cell)
        elif role is Role.END:
            if row.lead and lead.clock:
                row.lead.until, row.lead.until_day = lead.clock, lead.day
        else:
            zones = zones_in(names[column]) if column < len(names) else []
            if len(zones) > 1:
                zones = []
            if seen_clock and lead.clock and row.lead:
                zone = lead.zone or (zones[0] if zones else None)
                if zone:
                    row.lead.beside.append((lead.clock, zone))
            elif row.lead:
                _merge(row.lead, lead)
            else:
                row.lead = lead
            seen_clock = seen_clock or lead.clock is not None
            if lead.end < cell[1]:
                row.what.append((lead.end, cell[1]))
    if row.lead and row.lead.day and year:
        row.lead.day.year_hint = year


def _merge(into: Lead, more: Lead) -> None:
    """A date cell, a weekday cell and a time cell are one lead."""
    if into.day is None or (into.day.month is None and into.day.pair is None and more.day):
        if into.day and more.day and more.day.weekday is None:
            more.day.weekday = into.day.weekday
        into.day = more.day or into.day
    elif more.day and more.day.month is None and more.day.weekday is not None and into.day.weekday is None:
        into.day.weekday = more.day.weekday
    into.clock = into.clock or more.clock
    into.until = into.until or more.until
    into.until_day = into.until_day or more.until_day
    into.zone = into.zone or more.zone
    into.moment = into.moment or more.moment
    into.relative = more.relative if into.relative is None else into.relative
    into.approximate = into.approximate or more.approximate
    into.bound = into.bound or more.bound
    into.unknown = into.unknown or more.unknown
    into.daypart = into.daypart or more.daypart
    into.also += more.also
    into.beside += more.beside
    into.notes += more.notes
    into.links += more.links
