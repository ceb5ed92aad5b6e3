"""Database triggers that make rows unchangeable, in both dialects. Used by migrations of several steps."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython


def run_sql(*, sqlite: list[str], postgresql: list[str], undo: list[str] | None = None) -> RunPython:
    """A migration step with one text per database."""

    def forwards(apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
        for statement in sqlite if schema.connection.vendor == "sqlite" else postgresql:
            schema.execute(statement, params=None)  # None: no interpolation of %

    return RunPython(forwards, RunPython.noop)


def refuse(table: str, *, on: str, name: str, sentence: str, when: str = "") -> RunPython:
    """A trigger that refuses ``on`` (UPDATE, DELETE, or ``UPDATE OF a, b``) of ``table``.

    ``when`` is an SQL condition over OLD and NEW that both databases understand; empty means always.
    """
    quoted = sentence.replace("'", "''")
    condition_lite = f"WHEN {when}" if when else ""
    condition_pg = f"WHEN ({when})" if when else ""
    return run_sql(
        sqlite=[
            f"CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW {condition_lite} "
            f"BEGIN SELECT RAISE(ABORT, '{quoted}'); END"
        ],
        postgresql=[
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{quoted}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW {condition_pg} EXECUTE FUNCTION {name}()",
        ],
    )


def hold(table: str, *, on: str, name: str, sentence: str, that: str) -> RunPython:
    """A trigger that lets ``on`` (INSERT, UPDATE) of ``table`` happen only where ``that`` is so.

    ``that`` is an SQL condition over NEW that both databases understand; it may look into other tables.
    """
    quoted = sentence.replace("'", "''")
    return run_sql(
        sqlite=[
            f"CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW WHEN NOT ({that}) "
            f"BEGIN SELECT RAISE(ABORT, '{quoted}'); END"
        ],
        postgresql=[
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NOT ({that}) THEN "
            f"RAISE EXCEPTION '{quoted}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
            f"CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        ],
    )
