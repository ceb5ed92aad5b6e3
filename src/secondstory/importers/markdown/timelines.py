"""The timelines of a write-up: found by heading, or by many times where no heading says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from secondstory.importers.markdown.day_in_words import first_day
from secondstory.importers.markdown.front_matter import FrontMatter
from secondstory.importers.markdown.outline import Outline, Part
from secondstory.importers.markdown.shapes import SectionKind
from secondstory.importers.markdown.stated_zone import stated_zone, zone_in_front_matter
from secondstory.timeline.parse import ParsedEntry, ParsedTimeline, parse_timeline

Kind = SectionKind

_STARTS_WITH_A_TIME = re.compile(
    r"^[ \t>*+_|~(\[`-]{0,40}(?:\d{1,3}[.)][ \t]+[*_\[(~]{0,4})?(?:at |around |about |by |c\. ?)?"
    r"(?:\d{1,2}[:.]\d\d(?![\d.]*%|\.\d)|\d{4}-\d\d-\d\d|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b|\d{1,2} ?[ap]m\b)",
    re.IGNORECASE | re.MULTILINE,
)
_ENOUGH = 3
# Sections that may tell the course of events without being called a timeline.
_MAY_TELL = {Kind.TITLE, Kind.SUMMARY, Kind.RESPONSE, Kind.DETECTION, Kind.FREE, Kind.REFERENCES, Kind.LESSONS}
_MAY_BECOME = {Kind.SUMMARY, Kind.FREE}


@dataclass(frozen=True, slots=True)
class ReadTimelines:
    """``became_timelines``: offsets of sections that are timelines although no heading says so."""

    entries: tuple[ParsedEntry, ...]
    zone: str | None
    zone_needed: bool
    date_needed: bool
    became_timelines: frozenset[int]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the file to be read as one timeline, so that its days carry on from line to line.

    ``spans`` are the places in the file where an entry counts; a heading, or a part about causes in
    between, may name a day or a zone but holds no entry.
    """

    text: str
    offset: int
    spans: tuple[tuple[int, int], ...]
    day_above: date | None
    may_become: bool = False

    def parsed(self, zone: str | None, day: date | None, given: date | None) -> ParsedTimeline:
        return parse_timeline(self.text, zone=zone, date=given or self.day_above or day)

    def placed(self, parsed: ParsedTimeline) -> list[ParsedEntry]:
        """The entries by their place in the file."""
        entries = (replace(entry, offset=entry.offset + self.offset) for entry in parsed.entries)
        return [entry for entry in entries if any(start <= entry.offset < end for start, end in self.spans)]


def read_timelines(
    text: str, outline: Outline, *, head: FrontMatter, zone: str | None, day: date | None, given: date | None
) -> ReadTimelines:
    """``zone`` and ``given`` come from the caller, ``day`` from the text; a zone from nowhere else."""
    wide = zone or zone_in_front_matter(head.values)
    read = [(piece, piece.parsed(wide, day, given)) for piece in _named(text, outline)]
    if not any(piece.placed(parsed) for piece, parsed in read):
        for piece in _unnamed(text, outline, head.length):
            parsed = piece.parsed(wide, day, given)
            if len(piece.placed(parsed)) >= _ENOUGH:
                read.append((piece, parsed))
    if not wide and any(parsed.zone_needed for _, parsed in read) and (wide := stated_zone(outline)):
        read = [(piece, piece.parsed(wide, day, given) if parsed.zone_needed else parsed) for piece, parsed in read]
    return _together(read)


def _together(read: Sequence[tuple[_Piece, ParsedTimeline]]) -> ReadTimelines:
    placed = [(piece, parsed, piece.placed(parsed)) for piece, parsed in read]
    told = [(parsed, entries) for _, parsed, entries in placed if entries]
    zones = {parsed.zone for parsed, _ in told if parsed.zone}
    zone_needed = any(parsed.zone_needed and any(not entry.zone for entry in entries) for parsed, entries in told)
    warnings = [warning for parsed, _ in told for warning in parsed.warnings]
    if len(zones) > 1:
        warnings.append(f"The timelines of this file are in several zones: {', '.join(sorted(zones))}.")
    return ReadTimelines(
        entries=tuple(sorted((entry for _, entries in told for entry in entries), key=lambda entry: entry.offset)),
        zone=next(iter(zones)) if len(zones) == 1 and not zone_needed else None,
        zone_needed=zone_needed,
        date_needed=any(parsed.date_needed and any(not entry.day for entry in entries) for parsed, entries in told),
        became_timelines=frozenset(
            piece.offset for piece, _, entries in placed if piece.may_become and _fill(entries, piece)
        ),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _named(text: str, outline: Outline) -> Iterator[_Piece]:
    """Sections whose heading says timeline, each with the parts that belong to it."""
    parts = outline.parts
    within = {part.section.offset for part in parts if part.section.kind is Kind.TIMELINE and part.within is None}
    for place, part in enumerate(parts):
        if part.section.kind is not Kind.TIMELINE or part.within in within:
            continue
        family = [part, *(other for other in parts if other.within == part.section.offset)]
        spans = tuple(_body_span(one) for one in family if one.section.kind is Kind.TIMELINE)
        end = max(one.section.offset + one.section.length for one in family)
        yield _Piece(text[part.section.offset : end], part.section.offset, spans, _day_above(parts, place))


def _unnamed(text: str, outline: Outline, head_length: int) -> Iterator[_Piece]:
    """What else could tell the course of events: enough of its lines begin with a time."""
    preamble = outline.preamble[head_length:]
    if _has_times(preamble):
        yield _Piece(preamble, head_length, ((head_length, len(outline.preamble)),), None)
    for place, part in enumerate(outline.parts):
        section = part.section
        if section.kind in _MAY_TELL and _has_times(section.body):
            written = text[section.offset : section.offset + section.length]
            above = _day_above(outline.parts, place)
            yield _Piece(written, section.offset, (_body_span(part),), above, section.kind in _MAY_BECOME)


def _has_times(text: str) -> bool:
    return len(_STARTS_WITH_A_TIME.findall(text)) >= _ENOUGH


def _body_span(part: Part) -> tuple[int, int]:
    end = part.section.offset + part.section.length
    return end - len(part.section.body), end


def _day_above(parts: Sequence[Part], place: int) -> date | None:
    """The day a heading above names: ``## 24 October 2025`` over ``### Timeline``."""
    level = parts[place].section.level
    for part in reversed(parts[:place]):
        if part.section.level < level and part.section.kind is not Kind.TITLE:
            level = part.section.level
            if day := first_day(part.section.heading):
                return day
    return None


def _fill(entries: Sequence[ParsedEntry], piece: _Piece) -> bool:
    return sum(entry.length for entry in entries) * 2 >= len(piece.text.strip())
