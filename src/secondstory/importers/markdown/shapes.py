"""What the Markdown reader returns: plain values, every one with its place in the file.

All offsets and lengths count code points of the whole file's text, so what was understood can be
shown beside what was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from secondstory.timeline.parse.shapes import ParsedEntry


class SectionKind(StrEnum):
    """Our sections of a write-up. Whatever we do not know stays ``free``, in its place."""

    TITLE = "title"
    META = "meta"
    PEOPLE = "people"
    SUMMARY = "summary"
    IMPACT = "impact"
    DETECTION = "detection"
    TRIGGER = "trigger"
    RESPONSE = "response"
    TIMELINE = "timeline"
    CONDITIONS = "conditions"
    WENT_WELL = "went_well"
    COULD_BE_BETTER = "could_be_better"
    LUCKY = "lucky"
    LESSONS = "lessons"
    OPEN_QUESTIONS = "open_questions"
    RECOMMENDATIONS = "recommendations"
    MESSAGING = "messaging"
    REFERENCES = "references"
    FREE = "free"


class DateSource(StrEnum):
    """Where the date of a write-up was found."""

    GIVEN = "given"
    FRONT_MATTER = "front matter"
    LINE = "date line"
    TITLE = "title"
    FILE_NAME = "file name"
    TIMELINE = "timeline"


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """``about_the_incident`` tells a day of the incident from a day of writing or publishing."""

    day: date
    source: DateSource
    about_the_incident: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and everything down to the next section.

    The preamble and all sections, one after the other, are the file again. ``level`` is 1 to 6 for
    a heading, 7 for a line in bold that stands for one.
    """

    heading: str
    kind: SectionKind
    body: str
    offset: int
    length: int
    level: int


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list (or one paragraph where there is no list) under ``heading``.

    Steps of one chain of whys have the place where it begins as their ``chain``.
    """

    text: str
    offset: int
    length: int
    heading: str
    chain: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Something the write-up says should be done.

    ``done`` is None when the text does not say. ``owner``, ``due`` and ``status`` are as written:
    a name, initials, a team, "next sprint". ``group`` is the label the action stood under.
    """

    text: str
    detail: str
    done: bool | None
    owner: str | None
    due: str | None
    status: str | None
    link: str | None
    group: str | None
    heading: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class ReadWriteUp:
    """Everything understood in one write-up, and everything that was not, in its place.

    ``zone`` is the one zone the text or the caller named, or None; ``zone_needed`` says that times
    exist whose zone nobody named. ``coaching`` are sentences with a question for the author,
    ``warnings`` sentences about the reading itself.
    """

    file: str
    title: str
    date: DocumentDate | None
    zone: str | None
    zone_needed: bool
    date_needed: bool
    front_matter: dict[str, str]
    preamble: str
    sections: tuple[Section, ...]
    entries: tuple[ParsedEntry, ...]
    actions: tuple[Action, ...]
    conditions: tuple[Item, ...]
    went_well: tuple[Item, ...]
    could_be_better: tuple[Item, ...]
    lucky: tuple[Item, ...]
    open_questions: tuple[Item, ...]
    summary: str
    impact: str
    coaching: tuple[str, ...]
    warnings: tuple[str, ...]
