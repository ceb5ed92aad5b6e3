"""Who must know when a quote is withdrawn, in the same transaction: the frozen text gets its amendment at once or the
withdrawal does not happen. Connected in config/wiring.py, because the text lies above this step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from secondstory.firsthand.models import Quote

Tell = Callable[["Quote"], None]
_told: list[Tell] = []


def when_withdrawn(tell: Tell) -> None:
    if tell not in _told:
        _told.append(tell)


def tell_withdrawn(quote: Quote) -> None:
    for tell in _told:
        tell(quote)
