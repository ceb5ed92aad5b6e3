"""A message as exported, without what must not be stored: tokens, mail addresses, profile data."""

from __future__ import annotations

import re

from secondstory.importers.refusals import ImportRefused
from secondstory.importers.slack.fields import Fields
from secondstory.importers.slack.markup import without_name_labels
from secondstory.importers.slack.shapes import Json
from secondstory.importers.slack.unstorable import clean, storable

_PROFILE = frozenset(
    (
        *("user_profile", "profile", "user_name", "email", "phone", "skype", "pronouns", "avatar_hash"),
        *("first_name", "last_name", "real_name", "real_name_normalized"),
        *("display_name", "display_name_normalized"),
        *("author_name", "author_subname", "author_link", "author_icon"),
    )
)
_TOKENS = frozenset(("token", "secret", "api_token", "access_token", "bot_access_token", "verification_token"))
_AVATAR = re.compile(r"image_(?:\d+|original)")
_DEEPEST = 100


def cleaned(fields: Fields) -> dict[str, Json]:
    return _object(fields.value, fields, 0)


def _object(value: dict[str, Json], at: Fields, depth: int) -> dict[str, Json]:
    return {storable(key): _any(inner, at, depth + 1) for key, inner in value.items() if not _is_private(key, value)}


def _any(value: Json, at: Fields, depth: int) -> Json:
    if depth > _DEEPEST:
        raise ImportRefused(
            "too_deep",
            f"This message nests objects more than {_DEEPEST} deep, which Slack never does. Export again.",
            file=at.file,
            line=at.line,
        )
    if isinstance(value, str):
        return without_name_labels(clean(value))
    if isinstance(value, dict):
        return _object(value, at, depth)
    if isinstance(value, list):
        return [_any(inner, at, depth + 1) for inner in value]
    return value


def _is_private(key: str, siblings: dict[str, Json]) -> bool:
    if key in _PROFILE or key in _TOKENS or _AVATAR.fullmatch(key):
        return True
    if key == "username":
        return not (siblings.get("bot_id") or siblings.get("subtype") == "bot_message")
    # The preview of a quoted message begins with its author's name.
    return key == "fallback" and ("author_id" in siblings or "is_msg_unfurl" in siblings)
