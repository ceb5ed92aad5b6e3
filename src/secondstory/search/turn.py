"""Whose turn it is to write: one thread of one process, known by a lock that a killed process lets go."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STEP = 0.01  # seconds between looks at a lock that another process holds

_threads: dict[str, threading.Lock] = {}
_guard = threading.Lock()


@contextmanager
def turn(file: Path, patience: float | None = None) -> Iterator[bool]:
    """Wait for the turn, for ever or for ``patience`` seconds. Yields whether it came."""
    until = None if patience is None else time.monotonic() + patience
    with _guard:
        thread = _threads.setdefault(str(file), threading.Lock())
    if not thread.acquire(timeout=-1 if patience is None else max(patience, 0)):
        yield False
        return
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            yield _locked(descriptor, until)
        finally:
            os.close(descriptor)  # closing releases the lock
    finally:
        thread.release()


def _locked(descriptor: int, until: float | None) -> bool:
    if until is None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        return True
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(STEP)
        else:
            return True
