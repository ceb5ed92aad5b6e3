"""What a text opens: the surprise it tells of, or the first question it leaves. Lists lead with it (R-003-11)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from secondstory.publishing.models import Publication
from secondstory.publishing.text import first_paragraph
from secondstory.review.models import Edition
from secondstory.ui.text import shorten
from secondstory.writeup.blocks import Questions
from secondstory.writeup.document import Document

LONGEST = 400
_STILL_OPEN = ("open", "being followed")
# An edition never changes, so what it opens is worked out once.
_KEPT: dict[UUID, str] = {}
_MOST_KEPT = 5000


def opening_of(document: Document) -> str:
    """'' where nothing surprised and no question stayed open."""
    sections = [(one.heading, one.prose) for one in document.sections]
    questions = [
        (item.text, item.state)
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Questions)
        for item in block.items
    ]
    return _opening(sections, questions)


def openings(editions: Iterable[UUID]) -> dict[UUID, str]:
    """What each of these editions opens (one statement at most, for those nobody asked about before)."""
    wanted = set(editions)
    if new := wanted - _KEPT.keys():
        if len(_KEPT) > _MOST_KEPT:
            _KEPT.clear()
            new = wanted
        for id, content in Edition.objects.filter(pk__in=new).order_by().values_list("pk", "canonical"):
            _KEPT[id] = _of_bytes(bytes(content))
    return {id: _KEPT.get(id, "") for id in wanted}


def opening_in(edition: UUID, canonical: bytes) -> str:
    """Of an edition whose bytes are at hand."""
    if edition not in _KEPT:
        _KEPT[edition] = _of_bytes(canonical)
    return _KEPT[edition]


def with_openings(texts: Sequence[Publication]) -> None:
    """Each of these gets its ``opening`` (one statement at most)."""
    found = openings(one.edition_id for one in texts)
    for one in texts:
        one.opening = found[one.edition_id]


def _of_bytes(content: bytes) -> str:
    sections: list[dict[str, Any]] = json.loads(content)["document"]["sections"]
    questions = [
        (item["text"], item["state"])
        for section in sections
        for block in section["blocks"]
        if block["block"] == Questions.block
        for item in block["items"]
    ]
    return _opening([(one["heading"], one["prose"]) for one in sections], questions)


def _opening(sections: list[tuple[str, str]], questions: list[tuple[str, str]]) -> str:
    for heading, prose in sections:
        if "surpris" in heading.casefold() and (said := first_paragraph(prose)):
            return shorten(said, LONGEST)
    return next((shorten(text, LONGEST) for text, state in questions if state in _STILL_OPEN), "")
