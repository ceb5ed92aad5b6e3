"""The canonical form of a document: the bytes an edition freezes, and their SHA-256 (invariant 12).

The form is JSON in UTF-8: keys sorted, no space between tokens, non-ASCII characters as themselves, strings
in Unicode NFC with ``\\n`` as the only line break, moments as ``2017-01-31T23:27:00Z``, absent values as
``null``. NFC, because the same words must give the same hash whichever keyboard typed them or program
carried them; the text people see does not change by it.

``VERSION`` counts formats. A field added with a default needs no new version: it is marked as ``later`` and left out
where it says nothing, so that a text without it is the same bytes as ever, and older bytes read with the default.
Anything else needs one. docs/reference/edition-format.md tells it to those who write readers.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from secondstory.people.refusals import Refusal
from secondstory.writeup.blocks import CAME_LATER, Block
from secondstory.writeup.document import Document

FORMAT = "secondstory.edition"
VERSION = 1
BLOCKS: dict[str, Any] = {kind.block: kind for kind in typing.get_args(Block)}


class Unreadable(Refusal):
    """These bytes are no edition this version can read."""

    code = "edition_unreadable"


def canonical(document: Document, *, format: str = FORMAT) -> bytes:
    """The one sequence of bytes for this document. ``format`` is another one's name, where it is no edition."""
    body = {"format": format, "version": VERSION, "document": _plain(document)}
    return dump(body)


def dump(body: Any) -> bytes:
    """JSON in the canonical form."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def fingerprint(content: bytes) -> str:
    """SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def is_canonical(content: bytes) -> bool:
    """Whether these bytes are JSON in the canonical form (and not, say, the same JSON with other spaces)."""
    try:
        return dump(json.loads(content)) == content
    except (ValueError, RecursionError):
        return False


def read(content: bytes, *, format: str = FORMAT) -> Document:
    """The document in these bytes; Unreadable says what they hold instead."""
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        raise Unreadable("These bytes are not JSON, so they are no edition.") from None
    if not isinstance(body, dict) or body.get("format") != format:
        raise Unreadable("This JSON does not say that it is an edition.")
    if body.get("version") != VERSION:
        raise Unreadable(
            f"This edition is of format {body.get('version')}; this program reads format {VERSION}."
            " Open it with a newer secondstory."
        )
    try:
        found: Document = _reader(Document)(body["document"])
    except (KeyError, TypeError, ValueError, AttributeError) as trouble:
        raise Unreadable(f"This edition lacks a part or holds one of another shape: {trouble}.") from None
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        fields = {
            field.name: _plain(told)
            for field in dataclasses.fields(value)
            if (told := getattr(value, field.name)) != field.default or not field.metadata.get(CAME_LATER)
        }
        tag = getattr(type(value), "block", None)
        return {"block": tag, **fields} if tag else fields
    raise TypeError(f"A document holds no {type(value).__name__}.")


Reader = Callable[[Any], Any]


@cache
def _reader(kind: Any) -> Reader:
    """The function that reads one JSON value as ``kind``."""
    if kind is Block:
        return lambda value: _reader(BLOCKS[value["block"]])({k: v for k, v in value.items() if k != "block"})
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(kind)
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        item = _reader(args[0])
        return lambda value: tuple(item(one) for one in _checked(value, list))
    if origin in (types.UnionType, typing.Union):
        (inner,) = (arg for arg in args if arg is not type(None))
        known = _reader(inner)
        return lambda value: None if value is None else known(value)
    if kind is datetime:
        return datetime.fromisoformat
    if kind is date:
        return date.fromisoformat
    if kind is UUID:
        return UUID
    return lambda value: _checked(value, kind)


def _dataclass_reader(kind: Any) -> Reader:
    hints = typing.get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}

    def read_fields(value: Any) -> Any:
        return kind(**{name: readers[name](item) for name, item in _checked(value, dict).items()})

    return read_fields


def _checked(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} expected, {type(value).__name__} found")
    return value
