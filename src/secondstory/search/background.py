"""A thread that reads the journal into the index a moment after each commit.

It only saves the next reader the wait: a search reads the journal itself before it answers. So the thread
may be late, may be killed, and is not needed at all (``SECONDSTORY_SEARCH_THREAD=0``).
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connections

from secondstory.search.index import catch_up, rebuild

if TYPE_CHECKING:
    from secondstory.journal.models import Event

GATHER = 0.05  # seconds, so that a burst of changes becomes one commit
log = logging.getLogger(__name__)


class Thread:
    """One daemon thread per process, begun when first needed (a forked child begins its own)."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self._called = threading.Event()
        self._rested = threading.Event()
        self._begin = threading.Lock()
        self._process = 0

    def call(self) -> None:
        self._rested.clear()
        self._called.set()
        with self._begin:
            if self._process != os.getpid():
                self._process = os.getpid()
                threading.Thread(target=self._run, name="search-index", daemon=True).start()

    def rests(self, within: float) -> bool:
        """Wait until the work is done, or for so many seconds."""
        return self._rested.wait(within)

    def _run(self) -> None:
        while True:
            self._called.wait()
            threading.Event().wait(GATHER)
            self._called.clear()
            try:
                self._work()
            except Exception as trouble:  # the next call tries again; no reader waits for this thread
                log.error("search index: %s", type(trouble).__name__)
            finally:
                connections.close_all()
                self._rested.set()


def _whole() -> None:
    rebuild(unless_usable=True)


following = Thread(catch_up)
building = Thread(_whole)


def follow(event: Event) -> None:
    """The journal's listener (config/wiring.py)."""
    if settings.SEARCH_THREAD:
        following.call()
