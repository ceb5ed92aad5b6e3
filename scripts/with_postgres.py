"""Run a command with DATABASE_URL set: the one given, or a throw-away PostgreSQL that lives as long as the command.

scripts/with_postgres.py pytest -q
scripts/with_postgres.py --forgetful pytest -q    for tests: nothing is made safe on the disk
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.throwaway import postgres


def main(words: list[str]) -> int:
    forgetful = words[0] == "--forgetful"
    command = words[1:] if forgetful else words
    if os.environ.get("DATABASE_URL"):
        return subprocess.call(command)  # the caller's own command
    with postgres(forgetful=forgetful) as address:
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": address})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
