"""What an export of a channel is known not to hold: one sentence at the moment where it is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Protocol

from secondstory.importers.slack.moments import instant
from secondstory.importers.slack.shapes import MessageKind, SlackChannel, SlackLack, SlackMessage

# Of one kind, so many lines of a channel; more become one line, where they begin.
MOST = 12


class Read(Protocol):
    """A channel as far as it was read. ``threads`` names the thread of each reply that one speaks of."""

    messages: dict[str, SlackMessage]
    seen: set[str]
    threads: dict[str, str]


def lacks_of(channel: SlackChannel, read: Read, start: datetime | None, end: datetime | None) -> Iterator[SlackLack]:
    if start:
        said = f"Read of #{channel.name} from here on; what was said before was left out."
        yield SlackLack(channel.id, "range", f"{channel.id} from {start.isoformat()}", said, start)
    by_kind: Mapping[str, list[SlackLack]] = defaultdict(list)
    for lack in (*_replies(channel, read, start, end), *_of_messages(channel, read)):
        by_kind[lack.kind].append(lack)
    for several in by_kind.values():
        yield from several if len(several) <= MOST else [_as_one(channel, several)]
    if end:
        said = f"Read of #{channel.name} up to here; what was said afterwards was left out."
        yield SlackLack(channel.id, "range", f"{channel.id} until {end.isoformat()}", said, end)


def _replies(channel: SlackChannel, read: Read, start: datetime | None, end: datetime | None) -> Iterator[SlackLack]:
    missing: dict[str, datetime] = {}
    for reply, thread in read.threads.items():
        at = instant(reply)
        if reply in read.seen or at is None or (start and at < start) or (end and at > end):
            continue
        missing[thread] = min(at, missing.get(thread, at))
    for thread, at in sorted(missing.items()):
        said = f"Replies of a thread in #{channel.name} are not in the export."
        yield SlackLack(channel.id, "replies", f"{channel.id}/{thread}", said, at)


def _of_messages(channel: SlackChannel, read: Read) -> Iterator[SlackLack]:
    for message in sorted(read.messages.values(), key=lambda one: (one.at, one.ts)):
        if message.kind is MessageKind.DELETED:
            said = f"A message in #{channel.name} was deleted."
            yield SlackLack(channel.id, "deleted", message.source_id, said, message.at)
        elif message.edited_at:
            said = f"A message in #{channel.name} was edited; the export holds its last wording alone."
            yield SlackLack(channel.id, "edited", message.source_id, said, message.at)
        if any(file.state != "linked" or not file.url for file in message.files):
            said = f"A file that was shared in #{channel.name} is not in the export, and nothing links to it."
            yield SlackLack(channel.id, "file", message.source_id, said, message.at)


_TOGETHER = {
    "replies": "Replies of threads in #{} are not in the export, here and later.",
    "deleted": "Messages in #{} were deleted, here and later.",
    "edited": "Messages in #{} were edited, here and later; the export holds their last wording alone.",
    "file": "Files that were shared in #{} are not in the export, here and later.",
}


def _as_one(channel: SlackChannel, several: list[SlackLack]) -> SlackLack:
    first = min(several, key=lambda one: one.at)
    return SlackLack(
        channel.id, first.kind, f"{channel.id} several", _TOGETHER[first.kind].format(channel.name), first.at
    )
