"""What every test may ask for. The data folder is a temporary one; the database is SQLite, or the PostgreSQL
of DATABASE_URL (``make test`` runs the suite on both)."""

from __future__ import annotations

import atexit
import gc
import itertools
import os
import shutil
import string
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

if "SECONDSTORY_HOME" not in os.environ:
    os.environ["SECONDSTORY_HOME"] = tempfile.mkdtemp(prefix="secondstory-tests-")
    atexit.register(shutil.rmtree, os.environ["SECONDSTORY_HOME"], ignore_errors=True)
os.environ.setdefault("SECONDSTORY_SECRET_KEY", "only-for-tests")
os.environ.setdefault("SECONDSTORY_ACCOUNT_KEYS", "ssk1_b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMTI")

import pytest
from django.db import connection
from django.db.backends.signals import connection_created
from django.middleware import csrf
from django.test import Client
from hypothesis import settings as properties
from tests import migrated
from tests.cast import Cast, make_cast
from tests.vault.keyring import KeyFile

from secondstory.timeline import kept
from secondstory.vault import ring, start

_numbers = itertools.count()

# Many tests say that a page has no 'Bo' in it. A token of letters has one now and then.
csrf.CSRF_ALLOWED_CHARS = string.digits

# Speed is promised in benchmarks/. A machine that is busy with something else breaks no promise of a property. On a
# second database fewer examples are enough to see that it answers as the first one did.
properties.register_profile("unhurried", deadline=None)
properties.register_profile("once more", deadline=None, max_examples=30)
properties.load_profile("once more" if "DATABASE_URL" in os.environ else "unhurried")

CHECKED = ("architecture", "own_words")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What looks at the house itself belongs to ``make check``. With DATABASE_URL the suite runs a second time, on
    PostgreSQL: what asks for no database has run by then."""
    for item in items:
        if item.path.parent.name in CHECKED and not item.get_closest_marker("walk"):
            item.add_marker("check")
    if "DATABASE_URL" not in os.environ:
        return
    asks = {"db", "transactional_db", "own_database"}
    apart = [item for item in items if not asks & set(getattr(item, "fixturenames", ()))]
    without = [item for item in apart if item.get_closest_marker("django_db") is None]
    config.hook.pytest_deselected(items=without)
    items[:] = [item for item in items if item not in set(without)]


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is there by now stays until the end: it is not looked through for garbage again and again (7 % of a run)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The test database begins as a copy of one that was migrated once, however many processes run."""
    if connection.vendor == "sqlite":
        connection_created.connect(_fill, dispatch_uid="begin with a copy")
    else:
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated.postgres_template(os.environ["DATABASE_URL"])


def _fill(connection: Any, **_: object) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        migrated.fill(connection.connection)


@pytest.fixture
def own_database(django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    """A migrated database that several threads may write to, thrown away afterwards: a file, or one of PostgreSQL's.
    It is there whether or not the other tests of a run need a database."""
    with django_db_blocker.unblock():
        settings, name, held = connection.settings_dict, connection.settings_dict["NAME"], connection.connection
        if connection.vendor == "sqlite":
            migrated.put_sqlite(tmp_path)
            connection.connection, settings["NAME"] = None, str(tmp_path / "secondstory.sqlite3")
            yield
            connection.close()
            connection.connection, settings["NAME"] = held, name
        else:
            connection.close()
            with migrated.postgres_copy(os.environ["DATABASE_URL"]) as settings["NAME"]:
                yield
                connection.close()
            settings["NAME"] = name


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def as_ana(cast: Cast, client: Client) -> Client:
    client.force_login(cast.ana)
    return client


@pytest.fixture
def as_bo(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.bo)
    return client


@pytest.fixture
def as_cy(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.cy)
    return client


@pytest.fixture
def stranger() -> Client:
    return Client()


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Hashing is slow on purpose; tests need not wait for it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def keys_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has started, so that sealing costs no statement. tests/vault starts anew."""
    monkeypatch.setattr(start, "_seen", ring.ring())


@pytest.fixture
def key_file(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> KeyFile:
    """The data folder's key file, not yet made, and a process that has just begun."""
    monkeypatch.delenv("SECONDSTORY_ACCOUNT_KEYS")
    settings.ACCOUNT_KEYS_FILE = tmp_path / "account-keys"
    settings.ACCOUNT_KEYS_FILE_IS_NAMED = False
    monkeypatch.setattr(start, "_seen", None)
    monkeypatch.setattr(ring, "_last", None)
    monkeypatch.setattr(ring, "_last_with_keys", None)
    return KeyFile(tmp_path / "account-keys")


@pytest.fixture(autouse=True)
def own_search_index(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Made when first searched, never one that another test has filled, and followed by no thread."""
    settings.SEARCH_THREAD = False
    settings.SEARCH_INDEX = tmp_path_factory.getbasetemp() / f"index-{next(_numbers)}"


@pytest.fixture(autouse=True)
def keep_no_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builders write straight to the tables, past the journal that says when kept rows are old."""
    monkeypatch.setattr(kept, "MOST", 0)
