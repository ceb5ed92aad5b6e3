"""The words of a frozen edition, passage by passage, straight from its canonical bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from secondstory.publishing.text import paragraphs

# Values that are keys, dates or shapes rather than words.
NOT_WORDS = frozenset(
    {"block", "key", "anchor", "at", "until", "precision", "id", "sha256", "url", "captured_at", "target_date", "zone"}
    | {"state", "status", "decision", "section", "ticket"}
)


class EditionPassage(NamedTuple):
    anchor: str
    heading: str
    text: str


def words_of(canonical: bytes) -> list[EditionPassage]:
    """In reading order: paragraphs of prose, then one passage for each item of the blocks, then the sources."""
    document: dict[str, Any] = json.loads(canonical)["document"]
    found: list[EditionPassage] = []
    for section in document["sections"]:
        place = section["anchor"], section["heading"]
        found += [EditionPassage(*place, text) for text in paragraphs(section["prose"])]
        for block in section["blocks"]:
            found += [EditionPassage(*place, text) for text in _items(block)]
    found += [EditionPassage("sources", "Sources", " · ".join(_texts(one))) for one in document["sources"]]
    return [one for one in found if one.text.strip()]


def _items(block: dict[str, Any]) -> Iterator[str]:
    """Lists of objects give a passage each; what stands beside them gives one together."""
    rest: list[str] = []
    for name, value in block.items():
        if name in NOT_WORDS:
            continue
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for item in value:
                yield " · ".join(_texts(item))
        else:
            rest += _texts(value)
    if rest:
        yield " · ".join(rest)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    if isinstance(value, dict):
        return [text for name, item in value.items() if name not in NOT_WORDS for text in _texts(item)]
    return []
