"""Reading a frozen edition: from its own bytes alone, with later words and later status kept apart.

    context = edition_context(edition)      # document, sha256, since, amendments, contents, …
    render(request, "…", context)           # a template that extends ui/edition.html
                                            # and includes review/_edition.html in its block ``measure``

The text comes from ``edition.canonical``, never from the tables it was once drawn from. Whether somebody may
read the edition is for the caller to know (publishing does).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Max, Q

from secondstory.recommendations.models import Recommendation, Status
from secondstory.review.canonical import read
from secondstory.review.models import Amendment, Edition
from secondstory.writeup import blocks
from secondstory.writeup.document import Document
from secondstory.writeup.voices import voices


def read_edition(edition: Edition) -> Document:
    """The document as it was frozen. No statement is run. It speaks of its own study only: bytes that name another one
    (they came from elsewhere) draw no quotes from there."""
    document = read(bytes(edition.canonical))
    if document.study != edition.retrospective_id:
        return replace(document, study=edition.retrospective_id)
    return document


@dataclass(frozen=True, slots=True)
class Since:
    """How a recommendation stands now. ``at`` is when it came to stand so, None when nothing moved since."""

    status: str
    at: datetime | None


def since_then(document: Document) -> dict[UUID, Since]:
    """Later status of the document's recommendations (one statement). Only status and day: reasons were typed
    for the people of the study, and this is shown to whoever reads the edition."""
    ids = [
        one.id
        for section in document.sections
        for block in section.blocks
        if isinstance(block, blocks.Recommendations)
        for one in block.items
    ]
    if not ids:
        return {}
    rows = (
        # Of this study alone: an edition from elsewhere may name anything.
        Recommendation.objects.filter(pk__in=ids, retrospective=document.study)
        .annotate(moved=Max("status_changes__created_at", filter=Q(status_changes__target=F("status"))))
        .values_list("pk", "status", "moved")
    )
    frozen_at = document.final_at
    return {
        id: Since(Status(status).label, moved if moved and frozen_at and moved > frozen_at else None)
        for id, status, moved in rows
    }


@dataclass(frozen=True, slots=True)
class LaterWords:
    """An accepted amendment as readers see it: ``by`` is a role, never a name unless its author chose that."""

    section: str
    text: str
    reason: str
    by: str
    at: datetime


def later_words(edition: Edition) -> list[LaterWords]:
    """The accepted amendments, oldest first (at most two statements)."""
    accepted = list(Amendment.objects.filter(edition=edition, state=Amendment.State.ACCEPTED))
    if not accepted:
        return []
    spoken = voices(edition.retrospective_id)
    return [
        LaterWords(
            one.section_key,
            one.text,
            one.reason,
            spoken.of(one.created_by_id, "a reader") if one.created_by_id else "",
            one.created_at,
        )
        for one in accepted
    ]


def by_section(document: Document, words: Iterable[LaterWords]) -> dict[str, list[LaterWords]]:
    """Amendments under the section they belong to; '' for the whole, or for a section that is not shown."""
    shown = {section.key for section in document.sections if not section.is_empty}
    groups: dict[str, list[LaterWords]] = {}
    for one in words:
        groups.setdefault(one.section if one.section in shown else "", []).append(one)
    return groups


def edition_context(edition: Edition) -> dict[str, Any]:
    """What ``ui/edition.html`` and ``review/_edition.html`` need (at most three statements)."""
    document = read_edition(edition)
    words = later_words(edition)
    contents = [
        {"id": section.anchor, "name": section.heading} for section in document.sections if not section.is_empty
    ]
    if document.sources:
        contents.append({"id": "sources", "name": "Sources"})
    return {
        "document": document,
        "zone": document.zone,
        "sha256": edition.sha256,
        "since": since_then(document),
        "amendments": by_section(document, words),
        "amended": len(words),
        "contents": contents,
        "edition_title": document.title,
        "edition_deck": document.learning_focus,
        "edition_byline": _byline(document),
    }


def _byline(document: Document) -> str:
    told = len(document.people)
    if not told:
        return "People appear by role."
    count = {1: "one person", 2: "two people", 3: "three people"}.get(told, f"{told} people")
    return f"From a study with {count} who {'was' if told == 1 else 'were'} part of it. People appear by role, or as they chose."
