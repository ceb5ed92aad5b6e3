"""Restoring: into an empty database, all of it or nothing."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from secondstory.exporters.backup.keys import missing_keys, refusal
from secondstory.exporters.backup.tables import VERSION, columns, row, tables
from secondstory.journal.models import Event
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.vault.models import KeyCheck

BATCH, BATCH_SIZE = 500, 16_000_000  # rows, bytes: kept files are megabytes a row


@contextmanager
def triggers_resting(models: list[type[Model]]) -> Iterator[None]:
    """The triggers that make rows unchangeable rest while rows arrive, inside the one transaction."""
    names = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            resting = cursor.fetchall()
            for name, _ in resting:
                cursor.execute(f'DROP TRIGGER "{name}"')
            yield
            for _, sql in resting:
                cursor.execute(sql)
        else:
            for name in names:
                cursor.execute(f'ALTER TABLE "{name}" DISABLE TRIGGER USER')
            yield
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for name in names:
                cursor.execute(f'ALTER TABLE "{name}" ENABLE TRIGGER USER')


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        manifest = json.loads(archive.read("manifest.json"))
        if manifest["format"] != "secondstory-backup":
            raise KeyError
        version = manifest["version"]
    except (KeyError, ValueError, TypeError) as trouble:
        raise Refusal("This zip is not a backup made by 'secondstory backup'.", code="not_a_backup") from trouble
    if version > VERSION:
        raise Refusal("This backup was made by a newer secondstory. Restore it with that one.", code="newer_backup")
    assert isinstance(manifest, dict)
    return manifest


@dataclass(frozen=True)
class Restored:
    manifest: dict[str, Any]
    missing: list[str]  # ids of keys that some of its words need and that are not here


def restore_backup(
    file: Path, *, without_keys: bool = False, progress: Callable[[int], None] = lambda n: None
) -> Restored:
    """Read ``file`` into this database, which must be empty. Every table's hash is checked before the commit.

    The keys of its sealed words must be here, or ``without_keys`` says that those may stay closed.
    """
    if Person.objects.exists() or Event.objects.exists():
        raise Refusal(
            "This database is in use. Restore into an empty one (another SECONDSTORY_HOME or DATABASE_URL).",
            code="not_empty",
        )
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError) as trouble:
        raise Refusal(f"{file} is not a whole zip file. Take another copy of it.", code="not_a_zip") from trouble
    with archive:
        manifest = _manifest(archive)
        models = tables()
        known = {model._meta.label_lower: model for model in models}
        try:
            if (missing := missing_keys(archive)) and not without_keys:
                raise refusal(missing)
            with transaction.atomic(), triggers_resting(models):
                for model in models:  # what migrations put there comes back from the file
                    model._base_manager.all()._raw_delete(using="default")
                for table in manifest["tables"]:
                    _read_table(archive, table, known, progress)
                KeyCheck.objects.filter(key__in=missing).update(lost_at=timezone.now())
                _count_on(models)
        except (KeyError, ValueError, zipfile.BadZipFile, EOFError) as trouble:
            raise Refusal(
                f"{file} is damaged, so nothing was restored. Take another copy of it.", code="damaged"
            ) from (trouble)
    return Restored(manifest, missing)


def _count_on(models: list[type[Model]]) -> None:
    """Numbers that the database gives out begin after those that came back; PostgreSQL does not see to it itself."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _read_table(
    archive: zipfile.ZipFile,
    table: dict[str, Any],
    known: dict[str, type[Model]],
    progress: Callable[[int], None],
) -> None:
    model = known[table["table"]]
    if table["columns"] != [field.attname for field in columns(model)]:
        raise Refusal(
            f"The table {table['table']} has other columns here. Restore with the version that made the backup"
            " (the manifest names it), then update.",
            code="other_version",
        )
    digest, batch, count, size = hashlib.sha256(), [], 0, 0
    with archive.open(f"tables/{table['table']}.jsonl") as lines:
        for line in lines:
            digest.update(line)
            batch.append(row(model, line))
            count += 1
            size += len(line)
            if len(batch) == BATCH or size > BATCH_SIZE:
                model._base_manager.bulk_create(batch)
                progress(len(batch))
                batch, size = [], 0
    model._base_manager.bulk_create(batch)
    if digest.hexdigest() != table["sha256"] or count != table["rows"]:
        raise ValueError(f"{table['table']} differs from its hash")
