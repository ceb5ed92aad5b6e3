"""The part of a timeline that makes its picture: most of the entries, without the weeks before and after."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol, TypeVar


class Moment(Protocol):
    def timestamp(self) -> float: ...


class HasWhen(Protocol):
    @property
    def at(self) -> Moment: ...


class Told(Protocol):
    @property
    def when(self) -> HasWhen: ...


E = TypeVar("E", bound=Told)
MOST_LEFT_OUT = 0.34
FAR = 0.35  # of the whole span, between one entry and the next


def core(entries: Sequence[E]) -> list[E]:
    """Leave out the few that lie far from the many: as long as one gap takes up a third of the picture, those on
    its smaller side go, and no more than a third of all."""
    kept = sorted(entries, key=lambda entry: entry.when.at.timestamp())
    most = int(len(kept) * MOST_LEFT_OUT)
    while len(kept) > 3:
        times = [entry.when.at.timestamp() for entry in kept]
        gap, place = max((after - before, place) for place, (before, after) in enumerate(pairwise(times), start=1))
        few = min(place, len(kept) - place)
        if gap < FAR * (times[-1] - times[0]) or not gap or few > most:
            break
        kept = kept[place:] if place == few else kept[:place]
        most -= few
    return kept
