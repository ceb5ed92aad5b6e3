"""The gate that SQLite's writers queue at is that of the file they have open, and of no other."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import Any

from django.db import connections

from secondstory.config.sqlite.base import DatabaseWrapper


def wrapper(name: object) -> Any:
    settings = {**connections.settings["default"], "ENGINE": "secondstory.config.sqlite", "NAME": str(name)}
    return DatabaseWrapper({**settings, "OPTIONS": {}, "ATOMIC_REQUESTS": False, "AUTOCOMMIT": True}, "another")


def held(path: Path) -> bool:
    """Is somebody within the gate?"""
    with open(path, "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def test_a_writer_holds_the_gate_of_the_file_it_opened_and_leaves_it(tmp_path: Path, django_db_blocker: Any) -> None:
    database = wrapper(tmp_path / "settings.sqlite3")
    database.settings_dict["NAME"] = str(tmp_path / "opened.sqlite3")  # as a test run does after the wrapper is made
    with django_db_blocker.unblock():
        database.connect()
        database.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        assert held(tmp_path / "opened.sqlite3.gate")
        assert not (tmp_path / "settings.sqlite3.gate").exists()
        database.rollback()
        assert not held(tmp_path / "opened.sqlite3.gate")
        database.set_autocommit(True)
        database.close()


def test_a_database_in_memory_has_no_gate(tmp_path: Path, django_db_blocker: Any) -> None:
    database = wrapper(tmp_path / "settings.sqlite3")
    database.settings_dict["NAME"] = "file:another?mode=memory&cache=shared"
    with django_db_blocker.unblock():
        database.connect()
        database.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        database.rollback()
        database.set_autocommit(True)
        database.close()
    assert list(tmp_path.iterdir()) == []
