"""What a bundle holds, as one JSON object. Asks no database."""

from __future__ import annotations

from typing import Any

from secondstory.importers.bundle.read import read_bundle
from secondstory.importers.files import Found


def preview_bundle(found: Found) -> dict[str, Any]:
    bundle = read_bundle(found)
    counts = {name: len(rows) for name, rows in bundle.tables.items() if rows}
    entries = counts.get("entries", 0)
    return {
        "file": found.name,
        "title": bundle.study.values["title"],
        "study": str(bundle.study.id),
        "incident": str(bundle.incident.id),
        "state": bundle.study.values["state"],
        "zone": bundle.study.values["zone"],
        "edition": bundle.edition.values["sha256"] if bundle.edition else None,
        "holds": counts,
        "says": f"a study, {bundle.study.values['state']}, with {entries} timeline entries",
        "warnings": [],
    }
