"""The part of a timeline that makes its picture: most of the entries, without the weeks before and after."""

from __future__ import annotations

from collections.abc import Sequence
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
FAR = 0.35  # of the whole span, for one step from an end


def core(entries: Sequence[E]) -> list[E]:
    """Leave out entries at either end as long as one of them alone takes up a third of the picture, and no more
    than a third of them."""
    kept = sorted(entries, key=lambda entry: entry.when.at.timestamp())
    most = int(len(kept) * MOST_LEFT_OUT)
    while most and len(kept) > 3:
        times = [entry.when.at.timestamp() for entry in kept]
        whole = times[-1] - times[0]
        first, last = times[1] - times[0], times[-1] - times[-2]
        if not whole or max(first, last) < FAR * whole:
            break
        kept = kept[1:] if first > last else kept[:-1]
        most -= 1
    return kept
