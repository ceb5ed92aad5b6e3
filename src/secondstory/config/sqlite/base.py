"""Django's SQLite backend, with writers queuing at a gate instead of polling a busy database.

SQLite lets one transaction write at a time. Without a gate, the others sleep and retry, and under load
some starve until their timeout. Here each transaction first takes a lock in this process and then one
between processes (``flock`` on a file beside the database), so that it begins when it can also finish.

And with triggers that outlive the table they stand on or look into: SQLite changes a column by making the table anew.
"""

from __future__ import annotations

import fcntl
import os
import threading
from typing import Any

from django.db.backends.sqlite3 import base, schema
from django.db.utils import OperationalError

_threads: dict[str, threading.Lock] = {}
_threads_guard = threading.Lock()
PATIENCE = 20.0  # seconds, the same as the database's own timeout


class Gate:
    """Held by at most one connection, of all threads and processes, per database file."""

    def __init__(self, database: str) -> None:
        self._path = f"{database}.gate"
        with _threads_guard:
            self._thread = _threads.setdefault(database, threading.Lock())
        self._file: int | None = None

    def enter(self) -> None:
        if self._file is not None:
            return
        if not self._thread.acquire(timeout=PATIENCE):
            raise OperationalError("database is locked: another writer took longer than 20 seconds")
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
            except BaseException:
                os.close(file)
                raise
        except BaseException:
            self._thread.release()
            raise
        self._file = file

    def leave(self) -> None:
        if self._file is None:
            return
        os.close(self._file)  # closing releases the flock
        self._file = None
        self._thread.release()


class SchemaEditor(schema.DatabaseSchemaEditor):
    """Triggers rest while a table is made anew, and stand again afterwards. Else those on it would go with the old one,
    and those that look into it would keep it from being put in its place."""

    def _remake_table(self, *args: Any, **kwargs: Any) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            resting = cursor.fetchall()
        for name, _ in resting:
            self.execute(f'DROP TRIGGER "{name}"')
        super()._remake_table(*args, **kwargs)  # type: ignore[misc]  # the stubs leave out private methods
        for _, sql in resting:
            self.execute(sql, params=None)


class DatabaseWrapper(base.DatabaseWrapper):
    """Enters the gate when a transaction begins, leaves it when the transaction has ended."""

    SchemaEditorClass = SchemaEditor

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._gate: Gate | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """The gate belongs to the file that is opened: tests put another database in the settings' place."""
        self._gate = None if self.is_in_memory_db() else Gate(str(self.settings_dict["NAME"]))
        return super().get_new_connection(conn_params)

    def _start_transaction_under_autocommit(self) -> None:
        if self._gate:
            self._gate.enter()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs leave out private methods
        except BaseException:
            if self._gate:
                self._gate.leave()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # the stubs leave out private methods
        if self._gate:
            self._gate.leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # the stubs leave out private methods
        finally:
            if self._gate:
                self._gate.leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # the stubs leave out private methods
        finally:
            if self._gate:
                self._gate.leave()
