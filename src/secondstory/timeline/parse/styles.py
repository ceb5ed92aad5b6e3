"""How this text writes its times: a single odd line is judged by the habits of the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from .clocks import Clock
from .lead import Lead


@dataclass(frozen=True, slots=True)
class Style:
    """``dotted``: 14.02 is a time here, no version; ``compact``: 1402 is one, no year; ``short_days``: 10/31
    is a day, because other lines have such a day and a time; ``zones``: weak
    zones whose weak words most lines carry, so that they are no names."""

    dotted: bool
    compact: bool
    chat: bool
    short_days: bool
    zones: frozenset[str | None]


def style_of(leads: list[Lead], sure_chats: list[bool]) -> Style:
    clocks = [lead.clock for lead in leads if lead.clock]
    dotted = sum(c.dotted and not c.half for c in clocks)
    compact = [c for c in clocks if c.compact]
    plain = sum(not c.dotted and not c.compact for c in clocks)
    years = sum(1990 <= c.at.hour * 100 + c.at.minute <= 2039 for c in compact)
    zones = Counter(lead.zone.zone for lead in leads if lead.clock and lead.zone and lead.weak_zone)
    return Style(
        dotted=dotted >= 2 or (dotted == 1 and _fits_in(clocks)),
        compact=len(compact) >= 3 and years < len(compact) and plain + dotted <= len(compact) // 4,
        chat=len(sure_chats) >= 2,
        short_days=any(lead.clock and lead.day and lead.day.pair and lead.day.year is None for lead in leads),
        zones=frozenset(zone for zone, n in zones.items() if n >= 2 and n * 2 >= len(clocks)),
    )


def _fits_in(clocks: list[Clock]) -> bool:
    """Whether the only time with a point is a time: two digits, and in order between its neighbours."""
    at = next(n for n, clock in enumerate(clocks) if clock.dotted and not clock.half)
    before, after = clocks[:at][-1:], clocks[at + 1 :][:1]
    return (
        clocks[at].at.hour > 9
        and all(clock.seconds <= clocks[at].seconds for clock in before)
        and all(clock.seconds >= clocks[at].seconds for clock in after)
    )
