"""A write-up in Markdown, read: what is understood with its place, and nothing of the text lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date as day_of

from secondstory.importers.markdown.actions import ActionReader
from secondstory.importers.markdown.blocks import tree
from secondstory.importers.markdown.coaching import coaching_note
from secondstory.importers.markdown.document_date import Places, document_date, incident_day, told_when
from secondstory.importers.markdown.front_matter import front_matter
from secondstory.importers.markdown.lines import Lines
from secondstory.importers.markdown.outline import Outline, Part, outline
from secondstory.importers.markdown.points import points
from secondstory.importers.markdown.shapes import (
    Action,
    DateSource,
    DocumentDate,
    Item,
    ReadWriteUp,
    SectionKind,
)
from secondstory.importers.markdown.timelines import ReadTimelines, read_timelines
from secondstory.importers.markdown.title import introduction, title_from_file, written_title
from secondstory.importers.markdown.whys import steps

Kind = SectionKind


def read_write_up(text: str, *, file: str, zone: str | None = None, date: day_of | None = None) -> ReadWriteUp:
    """Reads any text. ``zone`` and ``date`` answer what the text leaves open.

    Never raises for a text; what could not be understood is a warning, and stays in its section.
    """
    head = front_matter(text)
    lines = Lines(text)
    parsed = tree(text, skip_lines=len(Lines(text[: head.length])) - 1 if head.length else 0)
    cut = outline(parsed, lines, titled="title" in head.values)
    title = written_title(cut, head.values)
    places = Places(head.values, told_when(cut, head.length), title, file)
    given = DocumentDate(date, DateSource.GIVEN, about_the_incident=True) if date else None
    dated, day = given or document_date(places), given or incident_day(places)
    timelines = read_timelines(text, cut, head=head, zone=zone, day=day.day if day else None, given=date)
    cut = _with_found_timelines(cut, timelines)
    reader = _PointReader(cut, lines)
    actions, prose = _actions(cut, ActionReader(lines, parsed.references))
    return ReadWriteUp(
        file=file,
        title=title or title_from_file(file),
        date=dated or _first_told(timelines),
        zone=timelines.zone,
        zone_needed=timelines.zone_needed,
        date_needed=timelines.date_needed,
        front_matter=head.values,
        preamble=cut.preamble,
        sections=tuple(part.section for part in cut.parts),
        entries=timelines.entries,
        actions=actions,
        conditions=reader.of(Kind.CONDITIONS, Kind.TRIGGER),
        went_well=reader.of(Kind.WENT_WELL),
        could_be_better=reader.of(Kind.COULD_BE_BETTER),
        lucky=reader.of(Kind.LUCKY),
        open_questions=reader.of(Kind.OPEN_QUESTIONS),
        summary=_bodies(cut, Kind.SUMMARY) or introduction(cut),
        impact=_bodies(cut, Kind.IMPACT),
        coaching=reader.coaching(),
        warnings=(
            *_nul(text),
            *head.warnings,
            *_several(cut),
            *timelines.warnings,
            *_two_days(dated, day),
            *(_read_from_prose(heading) for heading in prose),
        ),
    )


class _PointReader:
    def __init__(self, cut: Outline, lines: Lines) -> None:
        self._points = [
            (part.section, tuple((steps if part.section.kind is Kind.CONDITIONS else points)(part, lines)))
            for part in cut.parts
            if part.section.kind in _WITH_POINTS
        ]

    def of(self, *kinds: Kind) -> tuple[Item, ...]:
        return tuple(item for section, items in self._points if section.kind in kinds for item in items)

    def coaching(self) -> tuple[str, ...]:
        """One note for each section of conditions that asked for a cause; a repeated heading asks once."""
        notes = (
            coaching_note(section.heading, len(items), ends_at=_last_step(items))
            for section, items in self._points
            if section.kind is Kind.CONDITIONS
        )
        return tuple(dict.fromkeys(note for note in notes if note))


def _last_step(items: tuple[Item, ...]) -> str:
    """Where the asking of whys stopped, if whys were asked."""
    return next((item.text for item in reversed(items) if item.chain is not None), "")


_WITH_POINTS = {
    Kind.CONDITIONS,
    Kind.TRIGGER,
    Kind.WENT_WELL,
    Kind.COULD_BE_BETTER,
    Kind.LUCKY,
    Kind.OPEN_QUESTIONS,
}


def _with_found_timelines(cut: Outline, timelines: ReadTimelines) -> Outline:
    def renamed(part: Part) -> Part:
        if part.section.offset not in timelines.became_timelines:
            return part
        return replace(part, section=replace(part.section, kind=Kind.TIMELINE))

    return replace(cut, parts=tuple(renamed(part) for part in cut.parts))


def _actions(cut: Outline, reader: ActionReader) -> tuple[tuple[Action, ...], list[str]]:
    """All actions in the order of the text, and the headings below which they stood in prose."""
    found: list[Action] = []
    prose: list[str] = []
    for part in cut.parts:
        if part.section.kind is Kind.RECOMMENDATIONS:
            read = reader.in_recommendations(part)
            found += read.actions
            prose += [part.section.heading] if read.from_prose else []
        elif part.section.kind is not Kind.TIMELINE:
            found += reader.checkboxes(part)
    return tuple(sorted(found, key=lambda action: action.offset)), prose


def _bodies(cut: Outline, kind: Kind) -> str:
    bodies = (part.section.body.strip() for part in cut.parts if part.section.kind is kind)
    return "\n\n".join(body for body in bodies if body)


def _read_from_prose(heading: str) -> str:
    return f"“{heading}” has no list, so each of its paragraphs was read as one recommendation."


def _first_told(timelines: ReadTimelines) -> DocumentDate | None:
    """Where nothing else bears a date, the earliest day of a timeline that names all its days."""
    days = [entry.day for entry in timelines.entries if entry.day]
    if not days or timelines.date_needed:
        return None
    return DocumentDate(min(days), DateSource.TIMELINE, about_the_incident=True)


def _several(cut: Outline) -> Iterable[str]:
    """A file that tells several incidents is still one write-up; only its reader can cut it."""
    kinds = [part.section.kind for part in cut.parts]
    told = min(kinds.count(Kind.TIMELINE), kinds.count(Kind.SUMMARY))
    if told > 1:
        yield f"This file seems to tell {told} incidents and is read as one write-up. To study each, import them apart."


def _nul(text: str) -> Iterable[str]:
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        yield f"Line {line}: the text holds NUL characters, which cannot be stored."


def _two_days(dated: DocumentDate | None, day: DocumentDate | None) -> Iterable[str]:
    if dated and day and dated.day != day.day:
        yield (
            f"The {dated.source} says {dated.day.isoformat()}, the {day.source} {day.day.isoformat()}. "
            "Times without a day were put on the second."
        )
