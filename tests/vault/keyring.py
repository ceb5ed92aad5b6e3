"""A key file of a test's own."""

from __future__ import annotations

from pathlib import Path

from secondstory.vault import files, ring, start
from secondstory.vault.keys import Key


def a_new_process() -> None:
    """Forget what this process knows of keys."""
    ring._last = ring._last_with_keys = start._seen = None


class KeyFile:
    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, *new: Key) -> None:
        self.path.unlink(missing_ok=True)
        files.make_file(self.path, new)

    @property
    def keys(self) -> tuple[Key, ...]:
        return files.read_file(self.path)
