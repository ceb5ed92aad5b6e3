"""The data set's incidents as rows of our tables: only the columns that differ from the defaults."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

Block = list[dict[str, Any]]
Row = dict[str, Any]


@dataclass(frozen=True)
class Setting:
    by: uuid.UUID
    team: uuid.UUID
    process: uuid.UUID


def key(kind: int, number: int) -> uuid.UUID:
    """An id that is the same every time and sorts by number within its kind."""
    return uuid.UUID(int=(0x0190 << 112) | (number << 80) | (0x7 << 76) | (0x2 << 62) | kind)


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)


def _common(kind: int, number: int, data: Row, setting: Setting) -> Row:
    return {"id": key(kind, number), "created_at": _utc(data["start"]), "created_by_id": setting.by}


def incidents(block: Block, setting: Setting) -> Iterator[Row]:
    for data in block:
        yield _common(1, data["id"], data, setting) | {
            "title": data["title"][:200],
            "kind": "incident",
            "team_id": setting.team,
            "impact": data["description"],
            "started_at": _utc(data["start"]),
            "ended_at": _utc(data["end"]),
            "happened_at": _utc(data["start"]),
        }


def service_links(block: Block, services: dict[str, Any]) -> Iterator[Row]:
    for data in block:
        yield {"id": data["id"], "incident_id": key(1, data["id"]), "service_id": services[data["service"]]}


def studies(block: Block, setting: Setting) -> Iterator[Row]:
    for data in block:
        yield _common(2, data["id"], data, setting) | {
            "incident_id": key(1, data["id"]),
            "title": data["title"][:200],
            "process_version_id": setting.process,
            "zone": "UTC",
            "team_id": setting.team,
            "audience": "organization",
            "work_open_to": "organization",
        }


def entries(block: Block, setting: Setting) -> Iterator[Row]:
    for data in block:
        for number, (at, who, text) in enumerate(data["events"]):
            yield _common(3, data["id"] * 100 + number, data, setting) | {
                "retrospective_id": key(2, data["id"]),
                "at": _utc(at),
                "precision": "second",
                "lane": who,
                "text": text,
            }


def missing(block: Block, setting: Setting) -> Iterator[Row]:
    for data in block:
        yield _common(4, data["id"], data, setting) | {
            "retrospective_id": key(2, data["id"]),
            "text": "An alarm before anyone is paged",
            "met_nothing": data["title"],
        }


def findings(block: Block, setting: Setting) -> Iterator[Row]:
    for data in block:
        yield _common(5, data["id"], data, setting) | {
            "retrospective_id": key(2, data["id"]),
            "kind": "missing_control",
            "summary": data["title"],
            "missing_control_id": key(4, data["id"]),
        }


def recommendations(block: Block, setting: Setting) -> Iterator[Row]:
    for data in block:
        for number, (text, _, due) in enumerate(data["tasks"]):
            yield _common(6, data["id"] * 10 + number, data, setting) | {
                "retrospective_id": key(2, data["id"]),
                "title": text,
                "kind": "software",
                "strategy": "add",
                "decision": "do",
                "decider_id": setting.by,
                "owner_team_id": setting.team,
                "target_date": due.date(),
                "done_when": "Somebody else has seen it.",
            }


def statuses(block: Block) -> dict[str, list[uuid.UUID]]:
    """What is resolved is done; of the open ones every other is planned. To be set once they are traced."""
    found: dict[str, list[uuid.UUID]] = {"done": [], "planned": [], "proposed": []}
    for data in block:
        for number, (_, status, _) in enumerate(data["tasks"]):
            name = "done" if status == "resolved" else ("planned", "proposed")[number % 2]
            found[name].append(key(6, data["id"] * 10 + number))
    return found


def traces(block: Block, setting: Setting) -> Iterator[Row]:
    for data in block:
        for number in range(len(data["tasks"])):
            yield _common(7, data["id"] * 10 + number, data, setting) | {
                "recommendation_id": key(6, data["id"] * 10 + number),
                "finding_id": key(5, data["id"]),
            }
