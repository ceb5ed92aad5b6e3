"""The server deletes by itself what was to be kept until a day that is over: when it starts, and daily from then on.

One daemon thread per process. Deleting is one action (one transaction, in turn), so a kill at any moment leaves all or
nothing of it, the next start does what was left, and of two processes one finds the work done.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable

from django.db import connections

from secondstory.firsthand.retention import expire

DAY = 24 * 60 * 60.0
SOON = 10 * 60.0  # when it did not work: a database that is away comes back
log = logging.getLogger(__name__)


class Daily:
    """``begin`` starts it once per process, and again in a forked child."""

    def __init__(
        self, work: Callable[[], object], *, every: float = DAY, again: float = SOON, name: str = "retention"
    ) -> None:
        self._work, self._every, self._again, self._name = work, every, again, name
        self._begin = threading.Lock()
        self._process = 0
        self._stop = threading.Event()

    def begin(self) -> None:
        with self._begin:
            if self._process != os.getpid():
                self._process = os.getpid()
                threading.Thread(target=self._run, name=self._name, daemon=True).start()

    def end(self) -> None:
        self._stop.set()

    def _run(self) -> None:
        rest = 0.0
        while not self._stop.wait(rest):
            rest = self._once()

    def _once(self) -> float:
        """Do it; gives the seconds until the next time."""
        try:
            self._work()
            return self._every
        except Exception as trouble:  # it is tried again; what is over is not shown meanwhile
            log.error("%s: %s", self._name, type(trouble).__name__)
            return self._again
        finally:
            connections.close_all()


retention = Daily(expire)
