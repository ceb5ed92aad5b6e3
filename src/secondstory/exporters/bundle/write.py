"""Writing a bundle: the same study gives the same bytes, wherever and whenever it is written."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from secondstory.exporters.bundle.rows import Row, Writer, plain
from secondstory.exporters.bundle.tables import (
    AMENDMENTS,
    EDITIONS,
    FORMAT,
    INCIDENT,
    NOTES,
    PRIVATE_NOTES,
    STUDY,
    TABLES,
    VERSION,
)
from secondstory.exporters.markdown import to_markdown
from secondstory.exporters.shown import of_study
from secondstory.incidents.models import Note, Retrospective
from secondstory.people.audience import Who
from secondstory.review.models import Amendment, Edition
from secondstory.writeup.models import WriteUp

# The oldest moment a zip can hold: a file's own time would differ from day to day.
NO_TIME = (1980, 1, 1, 0, 0, 0)
COLUMNS = (
    "at",
    "until",
    "precision",
    "approximate",
    "kind",
    "lane",
    "text",
    "status",
    "known_later",
    "known_by",
    "source",
    "source_id",
    "url",
)
# A spreadsheet takes text that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def bundle(study: Retrospective, user: Who) -> bytes:
    """``retro-<id>.zip``. The caller has fetched ``study`` through ``visible_to``."""
    data = study_data(study, user)
    shown = of_study(study, neutral=True)
    members = {
        "retro.json": to_bytes(data),
        "writeup.md": to_markdown(shown.document, shown.head, since=shown.since, later=shown.later).encode(),
        "timeline.csv": timeline_csv(data).encode(),
        "attachments/": b"",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(_member(name), content)
    return stream.getvalue()


def file_name(study_id: UUID, ending: str) -> str:
    return f"retro-{study_id}.{ending}"


def _member(name: str) -> zipfile.ZipInfo:
    """Stored as it is: two versions of a compressor need not agree on a byte."""
    info = zipfile.ZipInfo(name, NO_TIME)
    info.create_system = 3
    info.external_attr = (0o40755 << 16) | 0x10 if name.endswith("/") else 0o100644 << 16
    return info


def to_bytes(data: Row) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n"


def study_data(study: Retrospective, user: Who) -> Row:
    """Everything of ``retro.json``, in its order. ``user`` decides which notes of the incident are theirs to take."""
    rows = {table.name: list(table.rows(study, user)) for table in TABLES}
    notes = list(Note.objects.visible_to(user).filter(incident=study.incident_id).exclude(audience=PRIVATE_NOTES))
    edition = Edition.objects.filter(retrospective=study).first()
    amendments = Amendment.objects.filter(edition=edition, state=Amendment.State.ACCEPTED) if edition else []
    writer = Writer({name: {row.pk for row in found} for name, found in (rows | {"notes": notes}).items()})
    incident = writer.one(INCIDENT, study.incident)
    told = writer.one(STUDY, study) | _around(study)
    tables = {table.name: writer.table(table, rows[table.name]) for table in TABLES}
    tables["notes"] = writer.table(NOTES, notes)
    return {
        "format": FORMAT,
        "version": VERSION,
        "teams": [{"slug": slug, "name": writer.teams[slug].name} for slug in sorted(writer.teams)],
        "services": [
            {"slug": slug, "name": one.name, "about": one.about} for slug, one in sorted(writer.services.items())
        ],
        "incident": incident,
        "study": told,
        **tables,
        "edition": writer.one(EDITIONS, edition) | {"canonical": bytes(edition.canonical).decode()}
        if edition
        else None,
        "amendments": writer.table(AMENDMENTS, amendments),
    }


def _around(study: Retrospective) -> Row:
    write_up = WriteUp.objects.filter(retrospective=study).first()
    return {
        "previous": str(study.previous_id) if study.previous_id else None,
        "process": {"name": study.process_version.name, "number": study.process_version.number},
        "writeup": {"id": str(write_up.pk), "created_at": plain(write_up.created_at)} if write_up else None,
    }


def timeline_csv(data: Row) -> str:
    """RFC 4180, moments with the offset of the study's zone, in the total order of the timeline."""
    zone = ZoneInfo(data["study"]["zone"])
    urls = {one["id"]: one["url"] for one in data["references"] if one["url"]}
    stream = io.StringIO(newline="")
    out = csv.writer(stream, lineterminator="\r\n")
    out.writerow(COLUMNS)
    for entry in sorted(data["entries"], key=lambda one: (datetime.fromisoformat(one["at"]), one["tie"], one["id"])):
        told = entry | {
            "at": _local(entry["at"], zone),
            "until": _local(entry["until"], zone) if entry["until"] else "",
            "source": entry["source_system"],
            "url": " ".join(urls[id] for id in entry["references"] if id in urls),
        }
        out.writerow([_cell(told[name]) for name in COLUMNS])
    return stream.getvalue()


def _local(moment: str, zone: ZoneInfo) -> str:
    return datetime.fromisoformat(moment).astimezone(zone).isoformat()


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
