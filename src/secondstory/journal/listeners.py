"""Who hears of an event after its commit. The list itself is in config/wiring.py.

A listener that stumbles must not undo or hide what was saved: its trouble is logged by code, and anything
that has to catch up reads the journal from where it stopped (the search index does).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from secondstory.journal.models import Event

Listener = Callable[["Event"], None]
_listeners: list[tuple[str, Listener]] = []
log = logging.getLogger(__name__)


def listen(kind: str, listener: Listener) -> None:
    """Call ``listener(event)`` after the commit of each event of ``kind``; ``*`` means every kind."""
    if (kind, listener) not in _listeners:
        _listeners.append((kind, listener))


def tell(event: Event) -> None:
    for kind, listener in _listeners:
        if kind in ("*", event.kind):
            try:
                listener(event)
            except Exception as trouble:  # the change is committed; see the module's docstring
                name = getattr(listener, "__qualname__", type(listener).__name__)
                log.error("listener %s stumbled on %s %s: %s", name, event.kind, event.seq, type(trouble).__name__)
