"""Who knew what by when: the counter to hindsight (invariant 10). Plain values, no database.

Somebody knows a thing from the moment that was said for them. Where nothing was said, what they did, saw or told
themself is known to them from the end of the span in which it may have been: something told to the hour, the day, as
'about' or as 'after' is shown once it must have happened, never while it may still have lain ahead. Nothing is known
before it can have begun, and what was known only later waits for the moment somebody says they learned of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from secondstory.timeline.reach import Timed, reach


class Item(NamedTuple):
    """Something that can be known: an entry, a line of an account, what proved it otherwise, a decision point.
    ``own`` are the people who were in it themselves; ``leans_on`` names what has to be known first."""

    key: str
    at: datetime
    until: datetime | None = None
    precision: str = "minute"
    approximate: bool = False
    own: frozenset[Hashable] = frozenset()
    known_later: bool = False
    leans_on: str = ""


class Learned(NamedTuple):
    """Somebody said when this person learned of it. It counts before what would follow from the person's own part."""

    key: str
    who: Hashable
    at: datetime
    precision: str = "minute"
    approximate: bool = False
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class View:
    """What one person, or several together, came to know: each thing with the moment from which they knew it."""

    since: Mapping[str, datetime]
    moments: Sequence[datetime] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "moments", sorted(set(self.since.values())))

    def by(self, at: datetime) -> set[str]:
        return {key for key, known in self.since.items() if known <= at}

    def between(self, after: datetime, at: datetime) -> set[str]:
        """What became known after one moment and by the other."""
        return {key for key, known in self.since.items() if after < known <= at}

    def later(self, at: datetime) -> datetime | None:
        place = bisect_right(self.moments, at)
        return self.moments[place] if place < len(self.moments) else None

    def earlier(self, at: datetime) -> datetime | None:
        place = bisect_left(self.moments, at)
        return self.moments[place - 1] if place else None


def view(items: Iterable[Item], learned: Iterable[Learned], people: Iterable[Hashable]) -> View:
    """What these people knew. Of several it is what any of them knew, from the first who did."""
    looking = frozenset(people)
    said: dict[str, dict[Hashable, datetime]] = defaultdict(dict)
    for one in learned:
        if one.who in looking:
            said[one.key][one.who] = _over(one)
    since: dict[str, datetime] = {}
    leaning: list[Item] = []
    for item in items:
        if item.leans_on:
            leaning.append(item)
        elif (known := _first(item, said.get(item.key, {}), looking)) is not None:
            since[item.key] = known
    for item in leaning:
        known = _first(item, said.get(item.key, {}), looking)
        if known is not None and item.leans_on in since:
            since[item.key] = max(known, since[item.leans_on])
    return View(since)


def _first(item: Item, said: Mapping[Hashable, datetime], looking: frozenset[Hashable]) -> datetime | None:
    own = not item.known_later and any(who in looking and who not in said for who in item.own)
    if not own and not said:
        return None
    begins, over = reach(item)
    told = max(min(said.values()), begins) if said else over
    return min(told, over) if own else told


def _over(told: Timed) -> datetime:
    """When it was certainly over, or learned."""
    return reach(told)[1]
