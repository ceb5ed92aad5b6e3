"""What an export says of itself: its channels and its users."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from secondstory.importers.archives import Archive
from secondstory.importers.refusals import ImportRefused
from secondstory.importers.slack.arrays import elements
from secondstory.importers.slack.fields import Fields
from secondstory.importers.slack.people import User
from secondstory.importers.slack.shapes import ChannelKind, SlackChannel
from secondstory.importers.slack.unstorable import clean

_LISTED_IN = {
    "channels.json": ChannelKind.PUBLIC,
    "groups.json": ChannelKind.PRIVATE,
    "mpims.json": ChannelKind.GROUP,
    "dms.json": ChannelKind.DIRECT,
}
_USERS = ("users.json", "org_users.json")
_DAY_FILE = re.compile(r"([^/]+)/(\d{4}-\d{2}-\d{2})\.json")


@dataclass(frozen=True, slots=True)
class DayFile:
    path: str
    day: date


def objects(archive: Archive, name: str) -> Iterator[Fields]:
    """Every element of one member, as an object with its line."""
    label = archive.label(name)
    for line, value in elements(archive.read(name), label):
        yield Fields.of(value, file=label, line=line)


def channels(archive: Archive) -> list[SlackChannel]:
    """All channels of the export, in the order of its lists."""
    if not any(name in archive for name in _LISTED_IN):
        raise ImportRefused(
            "not_slack",
            "This zip is not a Slack export: it has no channels.json, groups.json, mpims.json or dms.json. "
            "Give the zip as Slack made it.",
            file=archive.file,
        )
    folders = day_files(archive)
    found: dict[str, SlackChannel] = {}
    for name, kind in _LISTED_IN.items():
        if name in archive:
            for fields in objects(archive, name):
                channel = _channel(fields, kind, folders)
                found.setdefault(channel.id, channel)
    return list(found.values())


def users(archive: Archive) -> tuple[list[User], dict[str, str]]:
    """Everybody listed, and the names of bots by their bot id."""
    listed = [name for name in _USERS if name in archive]
    if not listed:
        raise ImportRefused(
            "no_users",
            "This export has no users.json, so nobody can be told apart. Export with the member list.",
            file=archive.file,
        )
    found, bots = [], {}
    for name in listed:
        for fields in objects(archive, name):
            user = User.of(fields)
            found.append(user)
            profile = fields.object("profile")
            bot_id = profile.text("bot_id") if profile else None
            if bot_id:
                bots[bot_id] = user.name
    return found, bots


def day_files(archive: Archive) -> dict[str, list[DayFile]]:
    """The day files of each folder, by day."""
    folders = defaultdict(list)
    for name in archive.names:
        if found := _DAY_FILE.fullmatch(name):
            try:
                folders[found[1]].append(DayFile(name, date.fromisoformat(found[2])))
            except ValueError as problem:
                raise ImportRefused(
                    "wrong_day",
                    "This file is named after a day that does not exist. Export again.",
                    file=archive.label(name),
                ) from problem
    return {folder: sorted(days, key=lambda file: file.day) for folder, days in folders.items()}


def _channel(fields: Fields, kind: ChannelKind, folders: dict[str, list[DayFile]]) -> SlackChannel:
    id_ = fields.required("id")
    if kind is ChannelKind.PUBLIC and fields.flag("is_private"):
        kind = ChannelKind.PRIVATE
    name = clean(fields.text("name") or id_)
    folder = name if name in folders else id_
    days = [file.day for file in folders.get(folder, [])]
    return SlackChannel(
        id=id_,
        # A group conversation is named after the people in it.
        name=f"conversation-{id_}" if kind.is_conversation else name,
        folder=folder,
        kind=kind,
        is_archived=fields.flag("is_archived"),
        members=len(fields.texts("members")),
        days=len(days),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
    )
