"""Database triggers that make rows unchangeable, in both dialects. Used by migrations of several steps."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Statements(Operation):
    """A migration step with one text per database. Going back it does nothing. No model is built for it, as RunPython
    would: building all of them anew for each trigger took a fifth of the time of a first start."""

    def __init__(self, *, sqlite: list[str], postgresql: list[str]) -> None:
        self.sqlite, self.postgresql = sqlite, postgresql

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models stay as they are."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for statement in self.sqlite if schema_editor.connection.vendor == "sqlite" else self.postgresql:
            schema_editor.execute(statement, params=None)  # None: no interpolation of %

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """A table that goes takes its triggers along."""

    def describe(self) -> str:
        return "What the database itself refuses"


def refuse(table: str, *, on: str, name: str, sentence: str, when: str = "") -> Statements:
    """A trigger that refuses ``on`` (UPDATE, DELETE, or ``UPDATE OF a, b``) of ``table``.

    ``when`` is an SQL condition over OLD and NEW that both databases understand; empty means always.
    """
    quoted = sentence.replace("'", "''")
    condition_lite = f"WHEN {when}" if when else ""
    condition_pg = f"WHEN ({when})" if when else ""
    return Statements(
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


def hold(table: str, *, on: str, name: str, sentence: str, that: str) -> Statements:
    """A trigger that lets ``on`` (INSERT, UPDATE) of ``table`` happen only where ``that`` is so.

    ``that`` is an SQL condition over NEW that both databases understand; it may look into other tables.
    """
    quoted = sentence.replace("'", "''")
    return Statements(
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
