"""One exported message as a plain value: who, when, what was said, what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from secondstory.importers.slack.fields import Fields
from secondstory.importers.slack.markup import plain
from secondstory.importers.slack.moments import after_epoch, required_instant
from secondstory.importers.slack.people import People
from secondstory.importers.slack.raw import cleaned
from secondstory.importers.slack.shapes import (
    Huddle,
    Json,
    MessageKind,
    SlackFile,
    SlackMessage,
    SlackReaction,
)
from secondstory.importers.slack.subtypes import KINDS
from secondstory.importers.slack.unstorable import clean, without_tokens
from secondstory.timeline.parse.shapes import Precision


@dataclass(frozen=True, slots=True)
class Around:
    """What a message needs to know of its export to be told."""

    people: People
    channel_names: Mapping[str, str]
    bots: Mapping[str, str]

    def plain(self, text: str) -> str:
        return plain(text, self.people, self.channel_names)


def read_message(fields: Fields, channel_id: str, around: Around) -> SlackMessage:
    ts = fields.required("ts")
    kind = _kind(fields, around.people)
    thread = fields.text("thread_ts")
    if thread:
        required_instant(thread, fields, "thread_ts")
    edited = fields.object("edited")
    edited_ts = edited.text("ts") if edited else None
    files = tuple(_file(file) for file in [*fields.objects("files"), *_lone(fields, "file")])
    huddle = _huddle(fields, around.people)
    user = _author_id(fields)
    return SlackMessage(
        source="slack",
        source_id=f"{channel_id}/{ts}",
        channel_id=channel_id,
        ts=ts,
        at=required_instant(ts, fields),
        precision=Precision.SECOND,
        text=_text(fields, kind, files, around),
        pseudonym=_author(fields, kind, user, around),
        author_key=user,
        kind=kind,
        thread_id=f"{channel_id}/{thread}" if thread else None,
        is_reply=bool(thread) and thread != ts,
        edited_at=required_instant(edited_ts, fields, "edited.ts") if edited_ts else None,
        files=files,
        reactions=tuple(_reaction(reaction, around.people) for reaction in fields.objects("reactions")),
        huddle=huddle,
        raw=cleaned(fields),
    )


def _kind(fields: Fields, people: People) -> MessageKind:
    subtype = fields.text("subtype") or ""
    if subtype:
        return KINDS.get(subtype, MessageKind.OTHER)
    user = fields.text("user")
    by_a_bot = fields.text("bot_id") is not None and (not user or people.is_bot(user) or not people.knows(user))
    if by_a_bot or (user and people.is_bot(user)):
        return MessageKind.BOT
    return MessageKind.MESSAGE


def _author_id(fields: Fields) -> str | None:
    user = fields.text("user")
    comment = fields.object("comment")
    return user or (comment.text("user") if comment else None) or None


def _author(fields: Fields, kind: MessageKind, user: str | None, around: Around) -> str:
    if kind is MessageKind.BOT or not user:
        profile = fields.object("bot_profile")
        named = (
            (fields.text("username") if kind is MessageKind.BOT else None)
            or (profile.text("name") if profile else None)
            or around.bots.get(fields.text("bot_id") or "")
        )
        if named:
            return around.plain(named)
        if not user:
            return "A bot" if kind is MessageKind.BOT else "Slack"
    return around.people.shown(user)


def _text(fields: Fields, kind: MessageKind, files: tuple[SlackFile, ...], around: Around) -> str:
    parts = [around.plain(fields.text("text") or "").strip()]
    # An app says most in its attachments; a person's attachments are previews of links in the text.
    if kind is MessageKind.BOT or not parts[0]:
        attached = [around.plain(line).strip() for line in _attached(fields)]
        parts += [line for line in attached if line and line not in parts[0]]
    if not any(parts):
        parts = [around.plain(line).strip() for line in _from_blocks(fields.value.get("blocks"))]
    told = "\n".join(part for part in parts if part)
    if told:
        return told
    if files:
        return f"Shared {', '.join(file.title or file.name or 'a file' for file in files)}"
    return "A huddle" if kind is MessageKind.HUDDLE else ""


def _attached(fields: Fields) -> Iterator[str]:
    for attachment in fields.objects("attachments"):
        value = attachment.value
        lines = [_str(value.get(key)) for key in ("pretext", "title", "text")]
        more = value.get("fields")
        for field in more if isinstance(more, list) else []:
            if isinstance(field, dict):
                title, said = _str(field.get("title")), _str(field.get("value"))
                lines.append(f"{title}: {said}" if title and said else title or said)
        lines += _from_blocks(value.get("blocks"))
        yield from [line for line in lines if line] or [_str(value.get("fallback"))]


def _from_blocks(value: Json, depth: int = 0) -> list[str]:
    """The words inside Block Kit, one line a block; the shapes are many, so this only follows text."""
    if depth > 20 or not isinstance(value, list):
        return []
    lines = []
    for block in value:
        if not isinstance(block, dict):
            continue
        if block.get("type") in ("rich_text_section", "rich_text_preformatted", "rich_text_quote"):
            lines.append(_inline(block.get("elements")))
            continue
        lines.append(_block_text(block.get("text")))
        for key in ("fields", "elements"):
            inner = block.get(key)
            lines += (
                [_block_text(field) for field in inner or [] if _is_words(field)] if isinstance(inner, list) else []
            )
        lines += _from_blocks(block.get("elements"), depth + 1)
    return [line for line in lines if line]


def _is_words(value: Json) -> bool:
    return isinstance(value, dict) and value.get("type") in ("mrkdwn", "plain_text")


def _block_text(value: Json) -> str:
    return _str(value.get("text")) if isinstance(value, dict) else _str(value)


def _inline(elements: Json) -> str:
    """A rich text section in the older markup, so that one reader understands both."""
    said = []
    for element in elements if isinstance(elements, list) else []:
        if not isinstance(element, dict):
            continue
        match element.get("type"):
            case "user":
                said.append(f"<@{_str(element.get('user_id'))}>")
            case "channel":
                said.append(f"<#{_str(element.get('channel_id'))}>")
            case "broadcast":
                said.append(f"<!{_str(element.get('range'))}>")
            case "emoji":
                said.append(f":{_str(element.get('name'))}:")
            case "link":
                said.append(f"<{_str(element.get('url'))}|{_str(element.get('text'))}>".replace("|>", ">"))
            case _:
                said.append(_str(element.get("text")))
    return "".join(said)


def _file(fields: Fields) -> SlackFile:
    mode = fields.text("mode")
    url = fields.text("permalink") or fields.text("url_private") or fields.text("url_private_download")
    state: Literal["linked", "deleted", "hidden"] = "linked"
    if mode == "tombstone":
        state = "deleted"
    elif mode == "hidden_by_limit":
        state = "hidden"
    return SlackFile(
        id=fields.text("id") or "",
        name=clean(fields.text("name") or ""),
        title=clean(fields.text("title") or ""),
        mimetype=clean(fields.text("mimetype") or ""),
        size=fields.whole("size"),
        url=without_tokens(url) if url else None,
        state=state,
    )


def _reaction(fields: Fields, people: People) -> SlackReaction:
    by = tuple(people.shown(user) for user in fields.texts("users"))
    count = fields.whole("count")
    return SlackReaction(clean(fields.text("name") or ""), len(by) if count is None else count, by)


def _huddle(fields: Fields, people: People) -> Huddle | None:
    room = fields.object("room")
    if room is None:
        return None
    start, end = room.whole("date_start"), room.whole("date_end")
    started = after_epoch(start) if start else required_instant(fields.required("ts"), fields)
    if started is None:
        return None
    # participants is who is in it at export time; the history lists everybody who came.
    users = dict.fromkeys([*room.texts("participant_history"), *room.texts("participants")])
    return Huddle(started, after_epoch(end) if end else None, tuple(people.shown(user) for user in users))


def _lone(fields: Fields, key: str) -> list[Fields]:
    """Exports made before 2018 hold one ``file`` instead of a list."""
    found = fields.object(key)
    return [found] if found else []


def _str(value: Json) -> str:
    return value if isinstance(value, str) else ""
