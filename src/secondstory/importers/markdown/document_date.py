"""The date of a write-up as its text says, and where it says so. Nothing here is today's date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from secondstory.importers.markdown.day_in_words import day_in_file_name, first_day
from secondstory.importers.markdown.inline import bare
from secondstory.importers.markdown.outline import Outline
from secondstory.importers.markdown.shapes import DateSource, DocumentDate, SectionKind

_OF_THE_INCIDENT = (
    "incident_date",
    "incident-date",
    "date_of_incident",
    "started_at",
    "start_time",
    "start_date",
    "started",
    "start",
    "occurred",
    "occurred_at",
)
_OF_THE_DOCUMENT = ("date", "created", "created_at", "published", "pubdate", "publishdate")
_LINE = re.compile(
    r"(?:(?P<incident>(?:date (?:of|and time of) (?:the )?)?(?:incident|outage|event|issue|impact|disruption)"
    r"(?: (?:date(?:s|/time)?|start(?:ed|s)?(?: (?:date|time|at))?|from|began|day|occurred))+"
    r"|date of (?:the )?(?:incident|outage|event|issue)|(?:incident|outage) from"
    r"|start(?:ed|s)?(?: (?:date|time|at|on))*|began(?: at)?|occurred(?: (?:on|at))?|when)"
    r"|(?P<document>date(?:s|/time)?|created(?: (?:on|at))?|published(?: on)?|last (?:modified|updated)))"
    r"(?:\s*\((?:UTC|[A-Z]{2,5})\))?\s*[:：|]\s*(?P<value>.+)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^[\s>*+|_-]+")
_FIRST_LINES, _FIRST_SECTIONS = 80, 2
_TELLS_WHEN = (SectionKind.TITLE, SectionKind.META, SectionKind.SUMMARY)


@dataclass(frozen=True, slots=True)
class Places:
    """Where a date may stand. ``told`` is text in which lines such as ``Date: …`` are looked for."""

    front_matter: dict[str, str]
    told: str
    title: str
    file: str


def document_date(places: Places) -> DocumentDate | None:
    """Asked in this order: front matter, a line such as ``Date: …``, the title, the file's name."""
    return next(_found(places), None)


def incident_day(places: Places) -> DocumentDate | None:
    """The same places, those first that speak of the incident and not of the writing."""
    found = list(_found(places))
    return next((one for one in found if one.about_the_incident), found[0] if found else None)


def told_when(cut: Outline, head_length: int) -> str:
    """The parts of a write-up that say when: the preamble, the title's section, a section "Date"."""
    told = [cut.preamble[head_length:]]
    for place, part in enumerate(cut.parts):
        section = part.section
        if section.kind is SectionKind.META:
            told.append(f"{section.heading}: {section.body.strip()}")
        if section.kind in _TELLS_WHEN or (place < _FIRST_SECTIONS and section.kind is SectionKind.FREE):
            told.append(section.body)
    return "\n".join(told)


def _found(places: Places) -> Iterator[DocumentDate]:
    for key in (*_OF_THE_INCIDENT, *_OF_THE_DOCUMENT):
        if day := first_day(places.front_matter.get(key, "")):
            yield DocumentDate(day, DateSource.FRONT_MATTER, key in _OF_THE_INCIDENT)
    yield from sorted(_date_lines(places.told), key=lambda line: not line.about_the_incident)
    if day := first_day(places.title):
        yield DocumentDate(day, DateSource.TITLE, about_the_incident=True)
    if day := day_in_file_name(places.file):
        yield DocumentDate(day, DateSource.FILE_NAME, about_the_incident=False)


def _date_lines(told: str) -> Iterator[DocumentDate]:
    for line in told.splitlines()[:_FIRST_LINES]:
        if len(line) < 300 and (day := _line_day(line)):
            yield day


def _line_day(line: str) -> DocumentDate | None:
    found = _LINE.fullmatch(bare(_LEAD.sub("", line)).strip("| "))
    day: date | None = first_day(found["value"]) if found else None
    return DocumentDate(day, DateSource.LINE, bool(found and found["incident"])) if day else None
