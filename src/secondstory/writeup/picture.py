"""The lanes a document's timeline is drawn in."""

from __future__ import annotations

from secondstory.ui.picture import Lane, Mark, Picture, draw
from secondstory.ui.text import shorten
from secondstory.writeup.blocks import Entry, Timeline

NO_LANE = "Everything else"


def picture_of(timeline: Timeline) -> Picture | None:
    """One lane for each name, in the order of their first entry; entries without one share the last lane."""
    lanes: dict[str, list[Mark]] = {}
    for entry in timeline.entries:
        lanes.setdefault(entry.lane, []).append(_mark(entry))
    unnamed = lanes.pop("", [])
    drawn = [Lane(name, marks) for name, marks in lanes.items()]
    if unnamed:
        drawn.append(Lane(NO_LANE if drawn else "What happened", unnamed))
    return draw(drawn, timeline.zone)


def _mark(entry: Entry) -> Mark:
    when = entry.when
    kind = "later" if entry.known_later else ("doubt" if entry.status == "disputed" else "")
    return Mark(
        when.at,
        f"#entry-{entry.number}",
        shorten(entry.text, 80),
        when.until,
        when.precision,
        when.approximate,
        kind,
    )
