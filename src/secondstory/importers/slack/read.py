"""A Slack export, read: chosen channels and a span of time become messages in exact order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from secondstory.importers.archives import Archive, opened
from secondstory.importers.limits import Limits
from secondstory.importers.refusals import ImportRefused
from secondstory.importers.slack import catalogue
from secondstory.importers.slack.catalogue import DayFile
from secondstory.importers.slack.fields import Fields
from secondstory.importers.slack.lacks import lacks_of
from secondstory.importers.slack.messages import Around, read_message
from secondstory.importers.slack.moments import instant, order, required_instant
from secondstory.importers.slack.people import People
from secondstory.importers.slack.shapes import PeopleMode, SlackChannel, SlackMessage, SlackReading
from secondstory.importers.slack.subtypes import KINDS

# A day file is named in the workspace's zone, which the export does not tell.
_ZONE_MARGIN_DAYS = 2

Progress = Callable[[int, int], None]


def list_channels(path_or_file: str | Path | BinaryIO, *, limits: Limits | None = None) -> tuple[SlackChannel, ...]:
    """What there is to choose from. Reads the lists of the export and no message."""
    with opened(path_or_file, limits or Limits()) as archive:
        return tuple(catalogue.channels(archive))


def read_export(
    path_or_file: str | Path | BinaryIO,
    *,
    channels: Sequence[str] | None = None,
    start: datetime | None = None,
    end: datetime | None = None,
    people: PeopleMode = "pseudonyms",
    roles: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> SlackReading:
    """Messages from ``start`` to ``end`` (both included, both with a zone) of the named channels.

    Channels are named by name, ``#name`` or id. Without names every channel is read, but no
    conversation between a few people: those are read only when named. ``roles`` shows a person
    (by user id) as a role instead of a pseudonym. Nothing is returned unless all of it could be
    read.
    """
    _check_span(start, end)
    with opened(path_or_file, limits or Limits()) as archive:
        listed = catalogue.channels(archive)
        chosen, warnings = _choose(listed, channels, archive)
        everybody, bots = catalogue.users(archive)
        around = Around(
            people=People(everybody, people, roles or {}),
            channel_names={channel.id: channel.name for channel in listed if not channel.kind.is_conversation},
            bots=bots,
        )
        span = _Span(start, end)
        folders = catalogue.day_files(archive)
        work = [(channel, file) for channel in chosen for file in span.files(folders.get(channel.folder, []))]
        gathered = {channel.id: _Gathered() for channel in chosen}
        for done, (channel, file) in enumerate(work):
            _gather(gathered[channel.id], archive, file, channel, span, around)
            if progress:
                progress(done + 1, len(work))
    messages = [message for one in gathered.values() for message in one.messages.values()]
    return SlackReading(
        file=archive.file,
        channels=tuple(chosen),
        messages=tuple(sorted(messages, key=lambda message: (order(message.ts), message.channel_id))),
        warnings=(*warnings, *_observations(list(gathered.values()), span)),
        lacks=tuple(one for channel in chosen for one in lacks_of(channel, gathered[channel.id], start, end)),
        start=start,
        end=end,
    )


@dataclass(frozen=True, slots=True)
class _Span:
    start: datetime | None
    end: datetime | None

    def __contains__(self, at: datetime) -> bool:
        return not ((self.start and at < self.start) or (self.end and at > self.end))

    def files(self, files: list[DayFile]) -> Iterator[DayFile]:
        for file in files:
            day = file.day.toordinal()
            too_early = self.start and day < self.start.toordinal() - _ZONE_MARGIN_DAYS
            too_late = self.end and day > self.end.toordinal() + _ZONE_MARGIN_DAYS
            if not (too_early or too_late):
                yield file


@dataclass(slots=True)
class _Gathered:
    """One channel while it is being read. ``seen`` holds names only, so that threads can be checked."""

    messages: dict[str, SlackMessage] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    promised: set[str] = field(default_factory=set)
    threads: dict[str, str] = field(default_factory=dict)
    twice: int = 0
    unknown: Counter[str] = field(default_factory=Counter)


def _check_span(start: datetime | None, end: datetime | None) -> None:
    if any(moment is not None and moment.tzinfo is None for moment in (start, end)):
        raise ImportRefused(
            "zone_needed", "The span of time has no zone. Say which zone is meant, for example 14:00+01:00."
        )
    if start and end and end < start:
        raise ImportRefused("span_reversed", "The span of time ends before it begins. Swap the two moments.")


def _choose(
    listed: list[SlackChannel], names: Sequence[str] | None, archive: Archive
) -> tuple[list[SlackChannel], list[str]]:
    if names is None:
        chosen = [channel for channel in listed if not channel.kind.is_conversation]
        aside = len(listed) - len(chosen)
        if not aside:
            return chosen, []
        number = (
            "1 conversation between a few people was"
            if aside == 1
            else (f"{aside} conversations between a few people were")
        )
        return chosen, [f"{number} left aside. Name a conversation by its id to read it."]
    chosen = []
    for name in dict.fromkeys(names):
        wanted = name.removeprefix("#")
        found = [channel for channel in listed if wanted in (channel.id, channel.name, channel.folder)]
        if not found:
            raise ImportRefused("unknown_channel", _not_there(name, listed), file=archive.file)
        chosen += [channel for channel in found if channel not in chosen]
    return chosen, [f"“{channel.name}” has no messages in this export." for channel in chosen if not channel.days]


def _not_there(name: str, listed: list[SlackChannel]) -> str:
    names = [channel.name for channel in listed if not channel.kind.is_conversation]
    shown = ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")
    return f"This export has no channel “{name}”. It has {shown or 'no channels'}. Choose one of these."


def _gather(
    into: _Gathered, archive: Archive, file: DayFile, channel: SlackChannel, span: _Span, around: Around
) -> None:
    for fields in catalogue.objects(archive, file.path):
        ts = fields.required("ts")
        at = required_instant(ts, fields)
        into.seen.add(ts)
        promised = list(_promised_replies(fields))
        into.promised.update(promised)
        into.threads.update(dict.fromkeys(promised, ts))
        if at not in span:
            continue
        message = read_message(fields, channel.id, around)
        subtype = fields.text("subtype") or ""
        if subtype not in KINDS and subtype:
            into.unknown[subtype] += 1
        known = into.messages.get(ts)
        if known:
            into.twice += 1
        if known is None or _is_later_edit(message, known):
            into.messages[ts] = message


def _promised_replies(fields: Fields) -> Iterator[str]:
    """A thread's first message names its replies, which lie in the files of their own days."""
    for reply in fields.objects("replies"):
        ts = reply.text("ts")
        if ts and instant(ts):
            yield ts


def _is_later_edit(message: SlackMessage, known: SlackMessage) -> bool:
    if message.edited_at is None:
        return False
    return known.edited_at is None or message.edited_at > known.edited_at


def _observations(gathered: list[_Gathered], span: _Span) -> Iterator[str]:
    missing = sum(
        1 for one in gathered for ts in one.promised - one.seen if (at := instant(ts)) is not None and at in span
    )
    if missing:
        yield f"{_count(missing, 'reply is', 'replies are')} named by a thread but not in this export."
    orphans = sum(
        1
        for one in gathered
        for message in one.messages.values()
        if message.is_reply and message.thread_id and message.thread_id.partition("/")[2] not in one.messages
    )
    if orphans:
        told = _count(orphans, "reply belongs", "replies belong")
        yield f"{told} to a thread that begins outside what was read."
    twice = sum(one.twice for one in gathered)
    if twice:
        told = _count(twice, "message is", "messages are")
        yield f"{told} in the export more than once; each was read once."
    unknown = sum((one.unknown for one in gathered), Counter[str]())
    for subtype, times in sorted(unknown.items()):
        told = _count(times, "message has", "messages have")
        yield f"{told} the kind “{subtype}”, which is new to us; kept as other."


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
