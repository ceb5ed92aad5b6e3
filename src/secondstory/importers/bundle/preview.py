"""What a bundle holds, as one JSON object. Asks no database."""

from __future__ import annotations

from typing import Any

from secondstory.importers.bundle.read import Bundle, read_bundle
from secondstory.importers.files import Found
from secondstory.people.audience import Audience


def readers_in_words(bundle: Bundle) -> str:
    """Who will read the incident, and the study's working pages."""
    circles = [
        (what, row.values[column], bundle.teams.get(row.teams["team"] or "", ""))
        for what, row, column in (
            ("the incident", bundle.incident, "audience"),
            ("the study", bundle.study, "work_open_to"),
        )
    ]
    return ", and ".join(f"{_circle(audience, team)} {what}" for what, audience, team in circles)


def _circle(audience: str, team: str) -> str:
    if audience == Audience.TEAM and team:
        return f"the team {team} reads"
    return "the whole organization reads" if audience in (Audience.ORGANIZATION, Audience.PUBLIC) else "only you read"


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
        "readers": readers_in_words(bundle),
        "says": f"a study, {bundle.study.values['state']}, with {entries} timeline entries",
        "warnings": [],
    }
