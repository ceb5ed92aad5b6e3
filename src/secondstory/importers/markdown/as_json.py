"""The one object ``import --dry-run --json`` prints for a file."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime, time
from typing import Any

from secondstory.importers.markdown.shapes import Item, ReadWriteUp
from secondstory.timeline.parse.shapes import ParsedEntry


def to_json(read: ReadWriteUp) -> dict[str, Any]:
    """Plain JSON values. ``utc`` is null while zone or day is unknown; offsets count code points."""
    return {
        "file": read.file,
        "title": read.title,
        "date": read.date.day.isoformat() if read.date else None,
        "date_source": str(read.date.source) if read.date else None,
        "date_needed": read.date_needed,
        "zone": read.zone,
        "zone_needed": read.zone_needed,
        "summary": read.summary,
        "impact": read.impact,
        "entries": [_entry(entry) for entry in read.entries],
        "sections": [asdict(section) | {"kind": str(section.kind)} for section in read.sections],
        "actions": [asdict(action) for action in read.actions],
        "conditions": _items(read.conditions),
        "went_well": _items(read.went_well),
        "could_be_better": _items(read.could_be_better),
        "lucky": _items(read.lucky),
        "open_questions": _items(read.open_questions),
        "coaching": list(read.coaching),
        "warnings": list(read.warnings),
    }


def _items(items: tuple[Item, ...]) -> list[dict[str, Any]]:
    return [asdict(item) for item in items]


def _entry(entry: ParsedEntry) -> dict[str, Any]:
    return {
        "local": entry.local,
        "utc": _utc(entry.utc),
        "precision": str(entry.precision),
        "approximate": entry.approximate,
        "until": _local(entry.until_day, entry.until_clock),
        "until_utc": _utc(entry.until_utc),
        "zone": entry.zone,
        "actor": entry.actor,
        "offset": entry.offset,
        "length": entry.length,
        "text": entry.text,
        "notes": list(entry.notes),
    }


def _utc(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def _local(day: date | None, clock: time | None) -> str | None:
    """As an entry's ``local``: day and time, or the one of them that is known."""
    if day and clock:
        return datetime.combine(day, clock).isoformat()
    return clock.isoformat() if clock else (day.isoformat() if day else None)
