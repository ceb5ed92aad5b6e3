"""Writing a backup: one moment of the database, while others go on writing."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from secondstory import __version__
from secondstory.exporters.backup.tables import VERSION, columns, lines, tables
from secondstory.journal.models import Counter
from secondstory.people.refusals import Refusal


@contextmanager
def one_moment() -> Iterator[None]:
    """Every read inside sees the same commit; nobody waits for us (a snapshot, on both databases)."""
    begin = "BEGIN DEFERRED" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("COMMIT")


def write_backup(file: Path, *, progress: Callable[[int], None] = lambda n: None) -> dict[str, Any]:
    """Write ``file`` whole or not at all (it appears when it is complete), readable by its owner alone.

    Returns the manifest: version, moment, last journal number, and per table its rows and SHA-256.
    """
    if file.exists():
        raise Refusal(f"{file} is there already. Choose another name; a backup is never written over.", code="exists")
    if not file.parent.is_dir():
        raise Refusal(f"The folder {file.parent} is not there. Make it first.", code="no_folder")
    part = file.with_name(file.name + ".part")
    described: list[dict[str, Any]] = []
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        with one_moment():
            last = Counter.objects.values_list("last", flat=True).get(pk=1)
            for model in tables():
                label, count, digest = model._meta.label_lower, 0, hashlib.sha256()
                with archive.open(f"tables/{label}.jsonl", "w", force_zip64=True) as out:
                    for line in lines(model):
                        out.write(line)
                        digest.update(line)
                        count += 1
                        if count % 500 == 0:
                            progress(500)
                described.append(
                    {
                        "table": label,
                        "rows": count,
                        "sha256": digest.hexdigest(),
                        "columns": [field.attname for field in columns(model)],
                    }
                )
        manifest = {
            "format": "secondstory-backup",
            "version": VERSION,
            "made_by": __version__,
            "made_at": timezone.now().isoformat(),
            "journal": last,
            "tables": described,
        }
        archive.writestr("manifest.json", json.dumps(manifest, indent=1))
    with part.open("rb") as done:
        os.fsync(done.fileno())
    part.rename(file)
    return manifest
