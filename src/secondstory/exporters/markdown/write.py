"""A document, its later words and its front matter as one Markdown text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import yaml

from secondstory.exporters.markdown.blocks import Around, of_block
from secondstory.exporters.markdown.words import aside, line, link
from secondstory.review.reading import LaterWords, Since
from secondstory.writeup.document import Document, Section
from secondstory.writeup.own_words import own_words


@dataclass(frozen=True, slots=True)
class Head:
    """What the front matter says beside the document itself."""

    status: str
    visibility: str
    sha256: str = ""
    tags: tuple[str, ...] = field(default=())


def to_markdown(
    document: Document,
    head: Head,
    *,
    since: Mapping[UUID, Since] | None = None,
    later: Sequence[LaterWords] = (),
) -> str:
    """``since`` and ``later`` are what came after an edition was frozen; they stand apart from its text."""
    told = pieces(document, head, since=since, later=later)
    parts = [_front_matter(document, head), f"# {line(document.title)}", *(one.text for one in told)]
    return "\n\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """``is_prose``: as somebody typed it; else worded by this exporter."""

    text: str
    is_prose: bool = False


def pieces(
    document: Document,
    head: Head,
    *,
    since: Mapping[UUID, Since] | None = None,
    later: Sequence[LaterWords] = (),
) -> list[Piece]:
    """What stands below the title, each piece a whole text of its own: one that somebody left open ends there."""
    around = Around(document.zone, since or {}, own_words(document) if document.quotes else {})
    told = [section for section in document.sections if not section.is_empty]
    found = [
        Piece(_opening(document)),
        *(piece for section in told for piece in _section(section, around)),
        Piece(_sources(document, around)),
        *_later(later, document, around),
        Piece(_frozen(document, head, around)),
    ]
    return [piece for piece in found if piece.text]


def _front_matter(document: Document, head: Head) -> str:
    facts = document.facts[0] if document.facts else None
    values = {
        "id": str(document.study),
        "title": document.title,
        "kind": document.kind,
        "status": head.status,
        "started_at": _instant(facts.started.at if facts and facts.started else None),
        "ended_at": _instant(facts.ended.at if facts and facts.ended else None),
        "zone": document.zone,
        "team": document.team or None,
        "tags": list(head.tags),
        "visibility": head.visibility,
        "finalized_at": _instant(document.final_at),
        "edition": head.sha256 or None,
    }
    kept = {key: value for key, value in values.items() if value not in (None, [])}
    return f"---\n{yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=10_000)}---"


def _instant(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def _opening(document: Document) -> str:
    told = [line(document.learning_focus), f"Incident: {line(document.incident)}."]
    if document.people:
        told.append(f"People who took part, as they chose to be shown: {'; '.join(map(line, document.people))}.")
    told.append(f"All times are in {document.zone}.")
    return "\n\n".join(part for part in told if part)


def _section(section: Section, around: Around) -> list[Piece]:
    return [
        Piece(f"## {line(section.heading)}"),
        Piece(section.prose.strip(), is_prose=True),
        *(Piece(of_block(block, around)) for block in section.blocks),
    ]


def _sources(document: Document, around: Around) -> str:
    if not document.sources and not document.lacks:
        return ""
    lines = []
    for one in document.sources:
        shown = link(one.title, one.url) if one.is_link else line(one.title) + aside(line(one.url))
        seen = f"seen {around.day(one.captured_at)}" if one.captured_at else ""
        excerpt = f": “{line(one.excerpt)}”" if one.excerpt else ""
        lacks = "".join(f" Known to be incomplete: {line(lack)}" for lack in one.lacks)
        lines.append(f"{one.number}. {shown}{aside(one.kind, seen)}{excerpt}{lacks}")
    if lines and document.lacks:
        lines.append("")
    lines += [f"- Known to be incomplete: {line(lack)}" for lack in document.lacks]
    return "## Sources\n\n" + "\n".join(lines)


def _later(words: Sequence[LaterWords], document: Document, around: Around) -> list[Piece]:
    if not words:
        return []
    headings = {section.key: section.heading for section in document.sections if section.key}
    told = [Piece("## Later words")]
    for one in words:
        about = f" on “{line(headings[one.section])}”" if one.section in headings else ""
        by = f", {line(one.by)}" if one.by else ""
        told += [
            Piece(f"### {around.day(one.at)}{about}{by}"),
            Piece(one.text.strip(), is_prose=True),
            Piece(f"Why: {line(one.reason)}"),
        ]
    return told


def _frozen(document: Document, head: Head, around: Around) -> str:
    if not head.sha256 or document.final_at is None:
        return ""
    return f"Final since {around.day(document.final_at)}. SHA-256 of the edition: `{head.sha256}`"
