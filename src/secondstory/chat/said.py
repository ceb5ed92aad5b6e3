"""What somebody said in a chat, in the same shape whichever chat it was; and reading it out of what each of them sends.
Plain values, no database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

from secondstory.importers.slack.markup import plain
from secondstory.importers.slack.people import People
from secondstory.people.refusals import Refusal

SLACK, OTHER = "slack", "other"
LONGEST = 80
MOST_MESSAGES = 200


@dataclass(frozen=True, slots=True)
class Sender:
    """An account of a chat. ``email`` is known only where the chat says it itself."""

    system: str
    workspace: str
    account: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a thread that was handed over. ``speaker`` is a role or a pseudonym."""

    text: str
    at: datetime | None = None
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """``verb``: note, incident, link or help. ``id`` names this request; sent again, it writes once."""

    sender: Sender
    verb: str
    text: str
    id: str
    messages: tuple[Message, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Challenge:
    """Slack asks whether somebody is at home."""

    answer: str


class NotUnderstood(Refusal):
    code = "not_understood"

    def __init__(self) -> None:
        super().__init__("This is nothing that is taken here. docs/how-to/write-from-a-chat.md says what is.")


VERBS = ("note", "incident", "link", "help")


def from_slack(body: bytes, content_type: str) -> Said | Challenge:
    """A command, a message shortcut or a mention."""
    if content_type == "application/json":
        return _event(_object(body))
    form = {name: values[0] for name, values in parse_qs(_text(body), keep_blank_values=True).items()}
    if "payload" in form:
        return _shortcut(_object(form["payload"].encode()))
    sender = _sender(SLACK, form.get("team_id"), form.get("user_id"))
    verb, text = _verb(_plain(form.get("text", "")))
    return Said(sender, verb, text, _id(SLACK, form.get("trigger_id", ""), body))


def _shortcut(payload: Mapping[str, Any]) -> Said:
    """One message, kept by somebody who pointed at it. The payload holds that message and nothing else of its thread."""
    if payload.get("type") != "message_action":
        raise NotUnderstood
    message, channel = _dict(payload, "message"), _dict(payload, "channel")
    sender = _sender(SLACK, _dict(payload, "team").get("id"), _dict(payload, "user").get("id"))
    speaker = "" if message.get("user") == sender.account else "somebody in the chat"
    text, at = _plain(message.get("text", "")), _moment(message.get("ts"))
    verb = "incident" if payload.get("callback_id") == "incident" else "note"
    # With its words: who points at it again after it was changed means what it says now.
    place = f"{channel.get('id')} {message.get('ts')} {text}"
    return Said(sender, verb, "", _id(SLACK, f"{verb} {place}", b""), (Message(text, at, speaker),))


def _event(event: Mapping[str, Any]) -> Said | Challenge:
    if event.get("type") == "url_verification" and isinstance(event.get("challenge"), str):
        return Challenge(event["challenge"][:500])
    told = _dict(event, "event")
    if event.get("type") != "event_callback" or told.get("type") != "app_mention":
        raise NotUnderstood
    sender = _sender(SLACK, event.get("team_id"), told.get("user"))
    raw = told.get("text")
    # The mention itself, wherever the sentence goes on from it.
    words = raw.partition(">")[2] if isinstance(raw, str) and raw.lstrip().startswith("<@") else raw
    verb, text = _verb(_plain(words))
    return Said(sender, verb, text, _id(SLACK, str(event.get("event_id", "")), b""))


def from_other(body: bytes) -> Said:
    """``{"id", "workspace", "account", "email"?, "text", "messages"?: [{"text", "at"?, "speaker"?}]}``"""
    told = _object(body)
    email = told.get("email", "")
    sender = _sender(OTHER, told.get("workspace"), told.get("account"), email if isinstance(email, str) else "")
    text = told.get("text", "")
    if not isinstance(text, str):
        raise NotUnderstood
    verb, text = _verb(text)
    messages = told.get("messages", [])
    if not isinstance(messages, list) or len(messages) > MOST_MESSAGES:
        raise Refusal(f"‘messages’ is a list of at most {MOST_MESSAGES}.", code="not_understood")
    name = told.get("id", "")
    return Said(sender, verb, text, _id(OTHER, str(name) if name else "", body), tuple(map(_message, messages)))


def _message(told: object) -> Message:
    if not isinstance(told, dict) or not isinstance(told.get("text"), str):
        raise NotUnderstood
    at, speaker = told.get("at"), told.get("speaker", "")
    return Message(told["text"], _instant(at) if at is not None else None, speaker if isinstance(speaker, str) else "")


def _instant(text: object) -> datetime:
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
        if at is None or at.tzinfo is None:
            raise ValueError
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refusal("Write ‘at’ with its zone, such as 2026-03-02T14:00:00+01:00.", code="not_understood") from None


def _moment(ts: object) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(ts), UTC) if isinstance(ts, str) else None
    except (ValueError, OverflowError, OSError):
        return None


def _verb(text: str) -> tuple[str, str]:
    first, _, rest = text.strip().partition(" ")
    first, newline, after = first.partition("\n")
    if first.casefold() in VERBS:
        return first.casefold(), f"{after}{newline and ' '}{rest}".strip() if newline else rest.strip()
    return ("note", text.strip()) if text.strip() else ("help", "")


def _plain(text: object) -> str:
    return plain(text, People([], "pseudonyms", {}), {}) if isinstance(text, str) else ""


def _sender(system: str, workspace: object, account: object, email: str = "") -> Sender:
    if not (isinstance(workspace, str) and isinstance(account, str) and workspace and account):
        raise NotUnderstood
    if len(workspace) > LONGEST or len(account) > LONGEST or not (workspace + account).isprintable():
        raise NotUnderstood
    return Sender(system, workspace, account, email.strip().lower()[:254] if email.isprintable() else "")


def _id(system: str, name: str, body: bytes) -> str:
    """As the note keeps it. Where the chat gives no name, what was sent is its own."""
    return f"{system}-{hashlib.sha256(name.encode(errors='replace') or body).hexdigest()[:40]}"


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise NotUnderstood from None


def _object(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise NotUnderstood from None
    if not isinstance(told, dict):
        raise NotUnderstood
    return told


def _dict(told: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = told.get(name)
    return found if isinstance(found, dict) else {}
