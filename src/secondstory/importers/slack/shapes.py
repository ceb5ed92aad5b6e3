"""What the Slack reader returns: plain values, ready for an action to store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from secondstory.timeline.parse.shapes import Precision

Scalar = str | int | float | bool | None
Json = dict[str, "Json"] | list["Json"] | Scalar

PeopleMode = Literal["pseudonyms", "names"]


class ChannelKind(StrEnum):
    PUBLIC = "public"
    PRIVATE = "private"
    GROUP = "group"
    DIRECT = "direct"

    @property
    def is_conversation(self) -> bool:
        """A talk between a few people, not a room: read only when asked for by name."""
        return self in (ChannelKind.GROUP, ChannelKind.DIRECT)


class MessageKind(StrEnum):
    """What a message is, so that a reader can leave out the housekeeping."""

    MESSAGE = "message"
    BOT = "bot"
    FILE = "file"
    HUDDLE = "huddle"
    MEMBERSHIP = "membership"
    CHANNEL = "channel"
    PIN = "pin"
    REMINDER = "reminder"
    DELETED = "deleted"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SlackChannel:
    """One channel as the export lists it. ``days`` counts its day files, not its calendar days."""

    id: str
    name: str
    folder: str
    kind: ChannelKind
    is_archived: bool
    members: int
    days: int
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class SlackFile:
    """A file somebody shared. An export holds links only, and never the file itself."""

    id: str
    name: str
    title: str
    mimetype: str
    size: int | None
    url: str | None
    state: Literal["linked", "deleted", "hidden"]


@dataclass(frozen=True, slots=True)
class SlackReaction:
    emoji: str
    count: int
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Huddle:
    """A call inside a channel. ``ended_at`` is None while it was still going on at export time."""

    started_at: datetime
    ended_at: datetime | None
    participants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """One message.

    ``ts`` is kept as the text Slack wrote: it is the message's name inside its channel, and a
    float would round two messages into one. ``pseudonym`` is how the author is shown (a role, a
    pseudonym, or the name when names were asked for; a bot keeps its own name). ``author_key`` is
    the export's user id: it leads back to a person only for somebody who holds the export.
    ``raw`` is the message as exported, without tokens, mail addresses and profile data.
    """

    source: str
    source_id: str
    channel_id: str
    ts: str
    at: datetime
    precision: Precision
    text: str
    pseudonym: str
    author_key: str | None
    kind: MessageKind
    thread_id: str | None
    is_reply: bool
    edited_at: datetime | None
    files: tuple[SlackFile, ...]
    reactions: tuple[SlackReaction, ...]
    huddle: Huddle | None
    raw: dict[str, Json]


@dataclass(frozen=True, slots=True)
class SlackLack:
    """Something the export is known not to hold, of one channel; ``name`` is the same whenever it is read."""

    channel_id: str
    kind: Literal["replies", "edited", "deleted", "range", "file"]
    name: str
    says: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SlackReading:
    """The chosen channels and their messages in exact time order; ``warnings`` are sentences."""

    file: str
    channels: tuple[SlackChannel, ...]
    messages: tuple[SlackMessage, ...]
    warnings: tuple[str, ...] = ()
    lacks: tuple[SlackLack, ...] = ()
    start: datetime | None = None
    end: datetime | None = None
