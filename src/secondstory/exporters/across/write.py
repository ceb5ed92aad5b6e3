"""The archive: a CSV for each table, all of them once more as JSON, and what one should know before one counts."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import IO, Any
from uuid import UUID

from secondstory.exporters.across.tables import TABLES
from secondstory.people.models import Person

README = """What studies say, as far as whoever fetched this reads it.

Each .csv is one table (UTF-8, a comma between, the first line has the names); tables.json holds the same. Moments are UTC.
'study' leads to studies.csv; it is empty where one reads a row and not its study.
A value that a spreadsheet would take for a formula begins with an apostrophe in the .csv; tables.json has it as it was typed.

These are descriptions of single events. They do not tell whether we learn. How many there are says what was written down,
not what happened; how long something took depends on where one sets its ends. No column names a person, and nothing here is
meant to be summed up by team.
"""
# What spreadsheets take for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_across(user: Person, to: IO[bytes]) -> None:
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", README)
        everything: dict[str, list[dict[str, Any]]] = {}
        for table in TABLES:
            names, rows = list(table.columns), [list(map(plain, row)) for row in table.values(user)]
            archive.writestr(f"{table.name}.csv", as_csv(names, rows))
            everything[table.name] = [dict(zip(names, row, strict=True)) for row in rows]
        archive.writestr("tables.json", json.dumps(everything, ensure_ascii=False, indent=1))


def plain(value: Any) -> str | bool | int | None:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def as_csv(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
