"""A database that was migrated once, for every test process and every test server to begin with as a copy.

Django builds its models anew at each step of a migration; doing that in each process took longer than most tests.
A copy is as good as the original: ``tests/architecture/test_triggers_stand.py`` and the demonstration look at both.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg

REPOSITORY = Path(__file__).resolve().parents[1]
MIGRATE = "import django; django.setup(); from django.core.management import call_command; call_command('migrate', verbosity=0)"


@cache
def key() -> str:
    """Changes with any migration, ours or a library's."""
    digest = hashlib.sha256(f"{version('django')} {version('django-allauth')} {sys.version_info}".encode())
    for path in sorted((REPOSITORY / "src").glob("**/migrations/*.py")):
        digest.update(path.as_posix().encode() + path.read_bytes())
    for path in sorted((REPOSITORY / "src/secondstory/playbook/processes").glob("*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def one_at_a_time(what: str) -> Iterator[Path]:
    """A folder of this user's, in which one process makes ``what`` while others that want the same one wait. Another
    checkout on the machine wants another one, and waits for nobody."""
    folder = Path(tempfile.gettempdir()) / f"secondstory-migrated-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def migrate(home: Path, address: str = "") -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "SECONDSTORY_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "secondstory.config.settings",
        "PYTHONPATH": str(REPOSITORY / "src"),
        **({"DATABASE_URL": address} if address else {}),
    }
    subprocess.run([sys.executable, "-c", MIGRATE], env=environment, check=True)


@cache
def sqlite_file() -> Path:
    """A migrated SQLite database, in one file. Read it; never write to it."""
    with one_at_a_time(key()) as folder:
        place = folder / f"{key()}.sqlite3"
        if not place.exists():
            with tempfile.TemporaryDirectory(dir=folder) as home:
                migrate(Path(home))
                made = Path(home) / "secondstory.sqlite3"
                with sqlite3.connect(made) as connection:
                    connection.execute("PRAGMA journal_mode=DELETE")
                connection.close()
                os.replace(made, place)
        return place


def fill(connection: sqlite3.Connection) -> None:
    """Make an empty database a copy."""
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        return
    source = sqlite3.connect(f"file:{sqlite_file()}?mode=ro", uri=True)
    source.backup(connection)
    source.close()


def put_sqlite(home: Path) -> None:
    """A data folder whose database is a copy, unless it has one."""
    if not (home / "secondstory.sqlite3").exists():
        shutil.copyfile(sqlite_file(), home / "secondstory.sqlite3")


def postgres_template(address: str) -> str:
    """The name of a migrated database on the server at ``address``, for ``CREATE DATABASE … TEMPLATE``."""
    name = f"migrated_{key()}"
    with one_at_a_time(key()) as folder, psycopg.connect(_libpq(address), autocommit=True) as server:
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        server.execute(f"DROP DATABASE IF EXISTS {name}_unfinished")
        server.execute(f"CREATE DATABASE {name}_unfinished")
        with tempfile.TemporaryDirectory(dir=folder) as home:
            migrate(Path(home), urlunsplit(urlsplit(address)._replace(path=f"/{name}_unfinished")))
        server.execute(f"ALTER DATABASE {name}_unfinished RENAME TO {name}")
    return name


@contextmanager
def postgres_copy(address: str) -> Iterator[str]:
    """The name of a migrated database of one's own, gone afterwards."""
    template, name = postgres_template(address), f"own_{uuid4().hex}"
    with psycopg.connect(_libpq(address), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield name
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _libpq(address: str) -> str:
    return address.replace("postgres://", "postgresql://", 1)
