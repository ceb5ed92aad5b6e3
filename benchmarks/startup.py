"""Set-up sizes, cold start, idle memory, the quickness of the command line."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.journeys.server import REPOSITORY, Server

from benchmarks.promise import Promise, tell

RUNTIME = REPOSITORY / "requirements.lock"


def version_seconds() -> float:
    taken = []
    for _ in range(5):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-m", "secondstory.cli", "--version"], check=True, capture_output=True)
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def cold_start() -> tuple[float, float]:
    """Seconds from the command to the first page on a prepared installation, and idle memory (PSS) in MB."""
    with tempfile.TemporaryDirectory(prefix="secondstory-start-") as home:
        server = Server(Path(home)).start()
        server.kill()
        begin = time.perf_counter()
        server.start()
        seconds = time.perf_counter() - begin
        assert server.process
        time.sleep(2)
        text = Path(f"/proc/{server.process.pid}/smaps_rollup").read_text()
        memory = next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1024
        server.kill()
        return seconds, memory


def environment_megabytes() -> float:
    """The size of a fresh environment with the run-time dependencies only."""
    with tempfile.TemporaryDirectory(prefix="secondstory-env-") as folder:
        uv = Path(sys.executable).parent / "uv"
        subprocess.run([uv, "venv", "--quiet", folder + "/env"], check=True)
        words = [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", folder + "/env", RUNTIME]
        subprocess.run(words, check=True, env={**os.environ, "VIRTUAL_ENV": folder + "/env", "UV_LINK_MODE": "copy"})
        total = subprocess.run(["du", "-sk", folder], check=True, capture_output=True, text=True).stdout
        return int(total.split()[0]) / 1024


def main() -> None:
    tell(Promise("secondstory --version", "once", version_seconds(), "s", 0.3))
    seconds, memory = cold_start()
    tell(Promise("cold start to the first page", "once", seconds, "s", 2))
    tell(Promise("idle memory", "once", memory, "MB", 150))
    tell(Promise("run-time environment", "once", environment_megabytes(), "MB", 300))


if __name__ == "__main__":
    main()
