"""Files between upload and import: in the data folder, below the person who brought them, for a day at most."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from secondstory.importers.files import Found
from secondstory.people.models import Person
from secondstory.people.records import uuid7
from secondstory.people.refusals import NotFound, TooLarge
from secondstory.ui.text import shorten, tidy_line

MOST = 200 * 1024 * 1024
KEPT = 24 * 3600  # seconds
LONGEST_NAME = 150


def keep_upload(file: UploadedFile, *, by: Person) -> UUID:
    """Keep what was sent, readable by the server alone. Only ``by`` can go on with it."""
    if (file.size or 0) > MOST:
        raise TooLarge(
            f"This file is larger than {MOST // 1024**2} MB. Import it with 'secondstory import' on the server instead.",
            field="file",
        )
    _sweep()
    id = uuid7()
    folder = _folder(by) / str(id)
    folder.mkdir(mode=0o700, parents=True)
    with os.fdopen(os.open(folder / "content", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    (folder / "name").write_text(_name(file.name or ""), encoding="utf-8")
    return id


def find_upload(id: UUID, *, by: Person) -> Found:
    """What this person sent; to everybody else it is not there."""
    folder = _folder(by) / str(id)
    try:
        name = (folder / "name").read_text(encoding="utf-8")
    except OSError:
        raise NotFound("This upload is not here any more. Choose the file again.") from None
    return Found(folder / "content", name)


def drop_upload(id: UUID, *, by: Person) -> None:
    shutil.rmtree(_folder(by) / str(id), ignore_errors=True)


def _folder(by: Person) -> Path:
    return Path(settings.HOME) / "uploads" / str(by.pk)


def _name(given: str) -> str:
    """Its last part, as a line that can be shown, with its ending."""
    name = tidy_line(given.replace("\\", "/").rsplit("/", 1)[-1])
    stem, suffix = Path(name).stem, Path(name).suffix[:20]
    return f"{shorten(stem, LONGEST_NAME)}{suffix}" if stem.strip(".") else "write-up.md"


def _sweep() -> None:
    """Uploads nobody came back to."""
    for old in _uploads():
        try:
            if time.time() - old.stat().st_mtime > KEPT:
                shutil.rmtree(old, ignore_errors=True)
        except FileNotFoundError:  # somebody else swept
            continue


def _uploads() -> Iterator[Path]:
    return (Path(settings.HOME) / "uploads").glob("*/*")
