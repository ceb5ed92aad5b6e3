"""Texts that put the time last: "Alert fired: 14:02 UTC", and status pages with the time below."""

from __future__ import annotations

import re

from .clocks import BLANK
from .lead import Lead, read_lead
from .lines import Line
from .loose import INNER_LIMIT
from .sketch import Draft, Sketch
from .statements import zone_stated
from .tables import Table

_ABOUT_THE_PAGE = re.compile(
    r"\W*(?:date|published|created|modified|updated|written|last (?:modified|updated|edited))\b", re.IGNORECASE
)
_TRAILING = re.compile(rf"(?:[:(|@,][*_`]{{0,3}}|{BLANK}[-–—]|\bat\b){BLANK}*(?=[~\d]|[A-Z][a-z]{{2}})")
_ANY_CLOCK = re.compile(r"(?<![\d:.])\d{1,2}:\d\d(?![\d:])")


def times_below(
    text: str, lines: list[Line], tables: dict[int, tuple[Table, int]], leads: list[Lead | None]
) -> Sketch | None:
    """Status pages write the update first and its time on a line of its own below it."""
    at = [i for i, lead in enumerate(leads) if lead and lead.timed]
    if len(at) < 2 or tables:
        return None
    for i in at:
        lead = leads[i]
        above = lines[i - 1] if i else None
        below = lines[i + 1] if i + 1 < len(lines) else None
        if not (lead and lead.alone and above and not above.blank and not above.heading):
            return None
        if leads[i - 1] is not None or (below is not None and not below.blank):
            return None
    sketch = Sketch()
    for i in at:
        lead, first = leads[i], i - 1
        assert lead is not None
        while first > 0 and not lines[first - 1].blank and not lines[first - 1].rule:
            first -= 1
        spans = [(line.body, line.end) for line in lines[first:i]]
        sketch.drafts.append(Draft(lines[first].start, lines[i].end, lead, spans))
        sketch.days += [day for day in (lead.day, lead.until_day) if day]
    for i, line in enumerate(lines[: at[0]]):
        if not line.blank and leads[i] is None and (zone := zone_stated(text[line.body : line.end], False)):
            sketch.stated.append((line.start, zone))
    return sketch


def text_first(text: str, lines: list[Line], sketch: Sketch) -> Sketch:
    """No line begins with a time: then the times may stand at the end, "Alert fired: 14:02 UTC"."""
    drafts: list[Draft] = []
    for line in lines:
        if line.blank or line.fenced or line.heading or line.rule or line.end - line.body > INNER_LIMIT:
            continue
        for m in _TRAILING.finditer(text, line.body, line.end):
            lead = read_lead(text, m.end(), line.end)
            if lead is None or not lead.timed or text[lead.end : line.end].strip(" )*_."):
                continue
            if lead.clock and (lead.clock.compact or lead.clock.dotted):
                continue
            if _ANY_CLOCK.search(text, line.body, m.start()):
                break  # a sentence with several times is no entry with one
            what = (line.body, m.start() + (1 if m[0][:1].isspace() else 0))
            if _ABOUT_THE_PAGE.match(text, *what):
                break
            if text[what[0] : what[1]].strip():
                drafts.append(Draft(line.start, line.end, lead, [what], listed=line.bullet))
                break
    if not drafts:
        return sketch
    taken = {d.start for d in drafts}
    sketch.used = [u for u in sketch.used if u.start not in taken]
    marks = [(at, zone) for at, zone in sketch.stated if at not in taken]
    sketch.stated = marks
    for draft in drafts:
        for _, zone in (mark for mark in marks if mark[0] < draft.start):
            draft.zone = zone
        for day in (draft.lead.day, draft.lead.until_day):
            if day is not None:
                sketch.days.append(day)
    sketch.drafts = drafts
    return sketch
