"""The demonstration, loaded once for every process of a run, which begins with a copy of its data folder."""

from __future__ import annotations

import hashlib
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.journeys.server import Server
from tests.migrated import REPOSITORY, one_at_a_time

A_DAY = 24 * 60 * 60


def key() -> str:
    """Changes with any line of the house, and with the day: the demonstration tells of the last two weeks."""
    digest = hashlib.sha256(f"{datetime.now(UTC):%Y-%m-%d}".encode())
    for path in sorted((REPOSITORY / "src").rglob("*")):
        if path.is_file() and path.suffix != ".pyc" and "static" not in path.parts:
            digest.update(path.as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def put(home: Path) -> Server:
    """A server of the demonstration, not started yet, whose data folder is ``home``."""
    name = f"demonstration-{key()}"
    with one_at_a_time(name) as folder:
        made = folder / name
        if not made.exists():
            for other in folder.glob("demonstration-*/"):
                if time.time() - other.stat().st_mtime > A_DAY:
                    shutil.rmtree(other, ignore_errors=True)
            first = Server(folder / f"unfinished-{name}", anew=True, SECONDSTORY_DEMO="1")
            first.run("demo")
            first.home.rename(made)
        shutil.copytree(made, home, dirs_exist_ok=True)
    return Server(home, anew=True, SECONDSTORY_DEMO="1")
