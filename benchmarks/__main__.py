"""``make bench``: every promise, on both databases, with a table at the end. Exit code 1 when one does not hold.

BENCH_SIZES (default 1000,10000,100000) are the sizes of the data set; BENCH_ONLY names one file,
BENCH_DATABASE one of SQLite and PostgreSQL.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.promise import Promise, heard, table

HERE = Path(__file__).parent
REPOSITORY = HERE.parent
ONCE = (
    "startup",
    "long_timeline",
    "timeline_sections",
    "import_corpus",
    "search",
    "foresight",
    "language_speed",
    "language_quality",
    "wording_check",
    "structure_picture",
)
EACH_DATABASE = ("pages", "deep_study")


def run(name: str, where: str) -> list[Promise]:
    with tempfile.TemporaryDirectory(prefix="secondstory-bench-") as home:
        environment = {
            **{k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
            "SECONDSTORY_HOME": home,
            "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}",
            "DJANGO_SETTINGS_MODULE": "secondstory.config.settings",
        }
        words = [sys.executable, "-m", f"benchmarks.{name}"]
        if where == "PostgreSQL":
            words = [sys.executable, str(REPOSITORY / "scripts" / "with_postgres.py"), *words]
        print(f"== {name} ({where})", flush=True)
        promises = []
        with subprocess.Popen(words, env=environment, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout is not None
            for line in running.stdout:
                promise = heard(line)
                if promise:
                    promises.append(promise)
                else:
                    print("  " + line.rstrip(), flush=True)
        if running.returncode:
            promises.append(Promise(f"{name} runs to its end", where, float(running.returncode), "exit code", 0))
        return promises


def main() -> int:
    only = os.environ.get("BENCH_ONLY")
    promises: list[Promise] = []
    for name in ONCE:
        if (only in (None, name)) and (HERE / f"{name}.py").exists():
            promises += run(name, "once")
    for name in EACH_DATABASE:
        for where in ("SQLite", "PostgreSQL"):
            if only in (None, name) and os.environ.get("BENCH_DATABASE", where) == where:
                promises += run(name, where)
    print(f"\n{datetime.now(UTC).date()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print(table(promises))
    return 0 if all(promise.holds for promise in promises) else 1


if __name__ == "__main__":
    sys.exit(main())
