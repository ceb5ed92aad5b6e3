"""From placed drafts to the result: entries, leftovers, and the questions that stay open."""

from __future__ import annotations

from .clocks_set_back import settle_moments
from .entry import Entry
from .order import Placed
from .remains import remains
from .shapes import ParsedTimeline
from .sketch import Sketch
from .whose_zone import Zones


def finish(text: str, sketch: Sketch, placed: list[Placed], caller: str | None, warnings: list[str]) -> ParsedTimeline:
    zones = Zones(sketch, caller)
    drafted = [Entry(text, p, zones.of(p), sketch) for p in placed]
    settle_moments(drafted)
    entries = tuple(e.made() for e in drafted)
    contexts, leftovers = remains(text, sketch, entries)
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


def _day_question(needs: list[Entry], total: int) -> str:
    hints = [e.placed.hint for e in needs if e.placed.hint]
    if hints and len(hints) == len(needs):
        return "The days name no year. Say on which date the first line happened."
    what = "The times name no day" if len(needs) == total else f"{len(needs)} of {total} lines name no day"
    return f"{what}. Say on which date the first line happened."
