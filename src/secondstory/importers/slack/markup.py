"""Slack's text markup as plain text a timeline can hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from secondstory.importers.slack.people import People
from secondstory.importers.slack.unstorable import MAIL_REMOVED, clean

# Slack writes a typed < as &lt;. Other software does not always: only these four are markup.
_ANGLED = re.compile(r"<([@#!][^<>]*|[A-Za-z][A-Za-z0-9+.-]*:[^<>]*)>")
_ENTITY = re.compile(r"&(amp|lt|gt);")
_CHARACTER = {"amp": "&", "lt": "<", "gt": ">"}
_USER = re.compile(r"@([UW][A-Z0-9]+)(?:\|.*)?", re.DOTALL)
_CHANNEL = re.compile(r"#([CGD][A-Z0-9]+)(?:\|(.*))?", re.DOTALL)
_DATE = re.compile(r"!date\^(\d{1,11})\^[^|]*(?:\|(.*))?", re.DOTALL)
_SPECIAL = re.compile(r"!(here|channel|everyone|group)(?:\|.*)?", re.DOTALL)
_TEAM = re.compile(r"!subteam\^[A-Z0-9]+(?:\|(.*))?", re.DOTALL)
_OTHER_SPECIAL = re.compile(r"![^|]*(?:\|(.*))?", re.DOTALL)


def plain(text: str, people: People, channel_names: Mapping[str, str]) -> str:
    """Mentions resolved, links spelled out, entities undone once; ``:emoji:`` and ``*bold*`` stay."""
    pieces, end = [], 0
    for angled in _ANGLED.finditer(text):
        pieces.append(_characters(text[end : angled.start()]))
        pieces.append(_meaning(angled[1], people, channel_names))
        end = angled.end()
    pieces.append(_characters(text[end:]))
    return clean("".join(pieces))


def mentioned(text: str) -> list[str]:
    """The user ids a text mentions, in order."""
    return [found[1] for angled in _ANGLED.finditer(text) if (found := _USER.fullmatch(angled[1]))]


def without_name_labels(text: str) -> str:
    """``<@U0X|egon>`` as ``<@U0X>``: for text that is stored as it came."""
    return re.sub(r"<@([UW][A-Z0-9]+)\|[^<>]*>", r"<@\1>", text)


def _characters(text: str) -> str:
    return _ENTITY.sub(lambda found: _CHARACTER[found[1]], text)


def _meaning(inside: str, people: People, channel_names: Mapping[str, str]) -> str:
    if found := _USER.fullmatch(inside):
        return people.shown(found[1])
    if found := _CHANNEL.fullmatch(inside):
        name = channel_names.get(found[1]) or found[2]
        return f"#{_characters(name)}" if name else "#another-channel"
    if found := _SPECIAL.fullmatch(inside):
        return f"@{found[1]}"
    if found := _TEAM.fullmatch(inside):
        return _characters(found[1]) if found[1] else "@a-team"
    if found := _DATE.fullmatch(inside):
        return _moment(int(found[1])) or _characters(found[2] or "")
    if found := _OTHER_SPECIAL.fullmatch(inside):
        return _characters(found[1] or "")
    return _link(inside)


def _moment(seconds: int) -> str | None:
    """The instant itself, in UTC: the fallback text was written in a zone nobody names."""
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    except (OverflowError, ValueError, OSError):
        return None


def _link(inside: str) -> str:
    address, _, label = inside.partition("|")
    address, label = _characters(address), _characters(label)
    if address.startswith("mailto:"):
        return label if label and "@" not in label else MAIL_REMOVED
    bare = address.removeprefix("https://").removeprefix("http://").removeprefix("tel:")
    if not label or label.rstrip("/") in (address, bare, address.rstrip("/"), bare.rstrip("/")):
        return address
    return f"{label} ({address})"
