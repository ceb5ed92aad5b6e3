"""What an import would understand of a file, as one JSON object. Touches no database and needs none."""

from __future__ import annotations

from typing import Any

from secondstory.importers.answers import Answers
from secondstory.importers.files import Found, bytes_of
from secondstory.importers.markdown import decode, read_write_up, to_json
from secondstory.importers.markdown.decode import LARGEST
from secondstory.importers.markdown.shapes import ReadWriteUp
from secondstory.importers.slack import list_channels, read_export
from secondstory.importers.slack.shapes import SlackMessage


def read_file(found: Found, answers: Answers) -> tuple[str, ReadWriteUp, tuple[str, ...]]:
    """The text of a write-up, what was read of it, and what was assumed to make text of its bytes."""
    text, assumed = decode(bytes_of(found, LARGEST), file=found.name)
    return text, read_write_up(text, file=found.name, zone=answers.zone, date=answers.date), assumed


def preview_write_up(found: Found, answers: Answers) -> dict[str, Any]:
    _, read, assumed = read_file(found, answers)
    told = to_json(read)
    return told | {"warnings": [*assumed, *told["warnings"]]}


def preview_chat(found: Found, answers: Answers) -> dict[str, Any]:
    """Without a channel: what there is to choose from. With one: what would come in."""
    if answers.channels is None:
        return {
            "file": found.name,
            "channels": [
                {
                    "id": channel.id,
                    "name": channel.name,
                    "kind": str(channel.kind),
                    "days": channel.days,
                    "first_day": channel.first_day.isoformat() if channel.first_day else None,
                    "last_day": channel.last_day.isoformat() if channel.last_day else None,
                }
                for channel in list_channels(found.path)
            ],
        }
    reading = read_export(
        found.path,
        channels=answers.channels,
        start=answers.start,
        end=answers.end,
        people=answers.people,
        roles=answers.roles,
    )
    return {
        "file": found.name,
        "channels": [{"id": channel.id, "name": channel.name} for channel in reading.channels],
        "messages": [_message(message) for message in reading.messages],
        "warnings": list(reading.warnings),
    }


def _message(message: SlackMessage) -> dict[str, Any]:
    return {
        "utc": message.at.isoformat().replace("+00:00", "Z"),
        "precision": str(message.precision),
        "speaker": message.pseudonym,
        "kind": str(message.kind),
        "text": message.text,
        "thread": message.thread_id,
        "edited": message.edited_at.isoformat().replace("+00:00", "Z") if message.edited_at else None,
        "source_id": message.source_id,
    }
