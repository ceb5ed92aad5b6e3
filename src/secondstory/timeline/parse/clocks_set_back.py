"""The hour that a clock shows twice: the lines around decide if they can, nobody else does."""

from __future__ import annotations

from .entry import Entry


def settle_moments(entries: list[Entry]) -> None:
    """Where a clock shows a time twice, the neighbours decide if they can; nobody else does."""
    for entry in entries:
        entry.settle()
    for n, entry in enumerate(entries):
        if not entry.choices:
            continue
        clock, day = entry.placed.clock, entry.placed.day
        if clock is None or day is None:
            continue
        first, second = entry.choices
        above = entries[max(0, n - 8) : n]
        before = next((e.utc for e in reversed(above) if e.utc and e.placed.clock), None)
        after = next((e.utc for e in entries[n + 1 : n + 9] if e.utc and e.placed.clock), None)
        twins = [e for e in entries[n + 1 : n + 9] if e.choices and e.placed.day == day and e.placed.clock]
        fits = [m for m in (first, second) if (before is None or before <= m) and (after is None or m <= after)]
        if len(fits) != 1 and any(t.placed.clock and t.placed.clock.at < clock.at for t in twins):
            fits = [first]  # the clock steps back below: it was set back between the two lines
        earlier = [e for e in above if e.choices and e.placed.day == day and e.placed.clock]
        if len(fits) != 1 and any(e.placed.clock and e.placed.clock.at > clock.at for e in earlier):
            fits = [second]
        said = f"{clock.at:%H:%M} exists twice on {day.isoformat()} in {entry.zone}: the clocks were set back."
        if len(fits) == 1:
            entry.utc = fits[0]
            entry.notes.append(f"{said} The lines around it decide for {fits[0]:%H:%M} UTC.")
        else:
            entry.notes.append(f"{said} It can be {first:%H:%M} or {second:%H:%M} UTC.")
