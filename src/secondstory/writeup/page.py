"""The write-up as its page needs it: the document, with what may be done to each section."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Who
from secondstory.writeup import document as documents
from secondstory.writeup.anatomy import PARTS, SUMMARY
from secondstory.writeup.document import Document
from secondstory.writeup.margin import Margin, margin_of
from secondstory.writeup.models import Revision, Section
from secondstory.writeup.rows import rows_of

# What the summary sums up: while none of these holds a word, it waits.
BEFORE_SUMMARY = ("impact", "analysis")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One section. ``stored`` is None for a section that exists only because something must be shown in it."""

    told: documents.Section
    stored: Section | None
    asks: str = ""
    beside: tuple[int, ...] = ()
    waits_for: tuple[str, ...] = ()
    is_older: bool = False

    @property
    def is_summary(self) -> bool:
        return self.told.key == SUMMARY


@dataclass(frozen=True, slots=True)
class Page:
    document: Document
    sheets: list[Sheet]
    margin: Margin = field(default_factory=Margin)
    saved_at: datetime | None = None

    @property
    def has_begun(self) -> bool:
        return any(sheet.stored for sheet in self.sheets)


def waiting(**of: object) -> dict[UUID, list[int]]:
    """Numbers of revisions that wait beside their section, by section."""
    settled = Revision.objects.filter(section=OuterRef("section"), merged=OuterRef("number"))
    found: dict[UUID, list[int]] = {}
    rows = Revision.objects.filter(~Exists(settled), is_beside=True, **of).order_by("number")
    for section, number in rows.values_list("section_id", "number"):
        found.setdefault(section, []).append(number)
    return found


def page_of(study: Retrospective, user: Who) -> Page:
    """At most ten statements, however long the write-up is."""
    rows, margin = rows_of(study), margin_of(study, user)
    made = documents.document(study, standing=margin.standing, rows=rows)
    beside = waiting(section__writeup__retrospective=study)
    stored: list[Section | None] = [*rows.sections]
    stored += [None] * (len(made.sections) - len(stored))
    return Page(
        made,
        [
            sheet_of(told, kept, rows.sections, beside.get(kept.pk, []) if kept else [])
            for told, kept in zip(made.sections, stored, strict=True)
        ],
        margin,
        max((kept.written_at for kept in rows.sections if kept.written_at), default=None),
    )


def sheet_of(told: documents.Section, stored: Section | None, all_of_it: list[Section], beside: list[int]) -> Sheet:
    is_summary = told.key == SUMMARY and stored is not None
    others = [one for one in all_of_it if one.key != SUMMARY]
    waits = tuple(one.heading for one in others if one.key in BEFORE_SUMMARY and not one.text.strip())
    newest = max((one.written_at for one in others if one.written_at), default=None)
    own = stored.written_at if stored else None
    return Sheet(
        told,
        stored,
        asks=PARTS[told.key].asks if told.key in PARTS else "",
        beside=tuple(beside),
        waits_for=waits if is_summary and not told.prose.strip() else (),
        is_older=bool(is_summary and told.prose and newest and own and own < newest),
    )
