"""What a write-up becomes here: the rows to write, each named by what it says. Plain values, no database."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from secondstory.importers.markdown.front_matter import front_matter
from secondstory.importers.markdown.remains import remains, says_anything
from secondstory.importers.markdown.shapes import Action, Item, ReadWriteUp, Section, SectionKind
from secondstory.timeline.parse.shapes import ParsedEntry
from secondstory.ui.text import shorten, tidy_line
from secondstory.writeup.one_cause import asks_for_one_cause

Kind = SectionKind

# Their place in the anatomy of a write-up. The first of a kind takes it; everything else is a section of its own.
KEYS = {
    Kind.SUMMARY: "summary",
    Kind.IMPACT: "impact",
    Kind.TIMELINE: "timeline",
    Kind.WENT_WELL: "went_well",
    Kind.COULD_BE_BETTER: "could_be_better",
    Kind.CONDITIONS: "analysis",
    Kind.RECOMMENDATIONS: "recommendations",
    Kind.OPEN_QUESTIONS: "open_questions",
}
# Lists whose points become rows: the study draws them below the section, so they are not told twice.
_DRAWN = {
    Kind.TIMELINE,
    Kind.WENT_WELL,
    Kind.COULD_BE_BETTER,
    Kind.CONDITIONS,
    Kind.RECOMMENDATIONS,
    Kind.OPEN_QUESTIONS,
}
MOST_SECTIONS = 50
LONGEST_SECTION = 200_000
LONGEST_IMPACT = 8000
LONGEST_POINT = 2000
LONGEST_QUESTION = 600
LONGEST_TITLE = 300
LONGEST_WHY = 4000
LONGEST_ENTRY = 4000
INTRODUCTION = "Introduction"


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """``original`` is the section as in the file, ``shown`` what stays of it as prose."""

    piece: str
    key: str
    heading: str
    original: str
    shown: str

    @property
    def fingerprint(self) -> str:
        """Of the words that are shown: what else the file says anew becomes rows."""
        return digest(self.shown)


@dataclass(frozen=True, slots=True)
class Point:
    """``more`` is what its kind needs beside the text: luck, the heading it stood under, the why of an idea. Points
    of one ``chain`` of whys stand in its order."""

    piece: str
    text: str
    more: str = ""
    url: str = ""
    chain: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    title: str
    impact: str
    sections: tuple[PlannedSection, ...]
    entries: tuple[tuple[str, ParsedEntry], ...]
    waiting: int
    strengths: tuple[Point, ...]
    better: tuple[Point, ...]
    conditions: tuple[Point, ...]
    questions: tuple[Point, ...]
    ideas: tuple[Point, ...]
    warnings: tuple[str, ...]

    @property
    def pieces(self) -> list[str]:
        points = (*self.strengths, *self.better, *self.conditions, *self.questions, *self.ideas)
        return [*(section.piece for section in self.sections), *(point.piece for point in points)]

    @property
    def started(self) -> ParsedEntry | None:
        """The earliest entry whose instant is known."""
        known = [entry for _, entry in self.entries if entry.utc]
        return min(known, key=lambda entry: entry.utc or datetime.max, default=None)  # noqa: DTZ901  # never reached


def plan_of(text: str, read: ReadWriteUp) -> Plan:
    """``text`` is the one that was read."""
    fits = _Fits()
    entries = [entry for entry in read.entries if entry.utc and fits.entry(entry)]
    strengths = [item for item in read.went_well if fits.point(item)]
    lucky = [item for item in read.lucky if fits.point(item)]
    better = [item for item in read.could_be_better if fits.point(item)]
    conditions = [item for item in read.conditions if fits.point(item)]
    questions = [item for item in read.open_questions if fits.point(item, LONGEST_QUESTION)]
    ideas = [action for action in read.actions if _idea_text(action)]
    placed: list[ParsedEntry | Item | Action] = [*entries, *strengths, *better, *conditions, *questions, *ideas]
    taken = [(one.offset, one.offset + one.length) for one in placed]
    name = _Namer()
    sections = _Sections(text, read, taken).planned(name)
    return Plan(
        title=shorten(read.title, 200) or "Untitled write-up",
        impact=read.impact if len(read.impact) <= LONGEST_IMPACT else "",
        sections=sections,
        entries=_named_entries(entries),
        waiting=sum(1 for entry in read.entries if not entry.utc),
        strengths=(
            *(Point(name("strength", item.text), on_one_line(item.text)) for item in strengths),
            *(Point(name("luck", item.text), on_one_line(item.text), "luck") for item in lucky),
        ),
        better=tuple(Point(name("better", item.text), on_one_line(item.text)) for item in better),
        conditions=tuple(
            Point(name("condition", item.text), on_one_line(item.text), shorten(item.heading, 300), chain=item.chain)
            for item in conditions
        ),
        questions=tuple(Point(name("question", item.text), on_one_line(item.text)) for item in questions),
        ideas=tuple(_idea(action, name) for action in ideas),
        warnings=tuple(fits.warnings),
    )


def digest(*said: str) -> str:
    return hashlib.sha256("\n\0".join(said).encode()).hexdigest()[:32]


def on_one_line(text: str) -> str:
    """A point with the points below it: 'Backups: none for a day; the alarm was silent'."""
    first, *rest = [line.strip().removeprefix("- ").strip() for line in text.splitlines() if line.strip()] or [""]
    joint = " " if first.endswith((":", ".", "!", "?")) else ": "
    return tidy_line(first + joint + "; ".join(rest)) if rest else tidy_line(first)


class _Namer:
    """Names a piece by its kind and words; of several that are alike, by which one it is."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str]] = Counter()

    def __call__(self, kind: str, said: str) -> str:
        alike = kind, " ".join(said.split())
        self._seen[alike] += 1
        return digest(*alike, str(self._seen[alike]))


class _Fits:
    """What is longer than its field stays in the text, and the report says so."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def point(self, item: Item, most: int = LONGEST_POINT) -> bool:
        return self._says(on_one_line(item.text), most)

    def entry(self, entry: ParsedEntry) -> bool:
        return self._says(entry_text(entry), LONGEST_ENTRY)

    def _says(self, text: str, most: int) -> bool:
        if len(text) > most:
            self.warnings.append(f"“{shorten(text, 60)}” is longer than {most} characters, so it stays in the text.")
        return 0 < len(text) <= most


def entry_text(entry: ParsedEntry) -> str:
    """The words of an entry; who acted stands before them where the words do not say it."""
    text, actor = entry.text.strip() or entry.raw.strip(), (entry.actor or "").strip()
    return f"{actor}: {text}" if actor and actor.casefold() not in text.casefold() else text


def _named_entries(entries: Iterable[ParsedEntry]) -> tuple[tuple[str, ParsedEntry], ...]:
    """By what the line says and which one it is of those alike: lines above it may come and go."""
    name = _Namer()
    return tuple((name("entry", entry.raw), entry) for entry in entries)


def _idea_text(action: Action) -> str:
    return on_one_line(action.text)


def _idea(action: Action, name: _Namer) -> Point:
    title = _idea_text(action)
    told = [
        title if len(title) > LONGEST_TITLE else "",
        action.detail.strip(),
        f"Under “{action.group}”." if action.group else "",
        f"Named for it in the write-up: {action.owner}." if action.owner else "",
        f"Due, as written: {action.due}." if action.due else "",
        f"Status, as written: {action.status}." if action.status else "",
        "The write-up says it is done." if action.done else "",
        action.link if action.link and not _is_web(action.link) else "",
    ]
    why = "\n".join(part for part in told if part)
    return Point(
        name("idea", action.text),
        shorten(title, LONGEST_TITLE),
        why if len(why) <= LONGEST_WHY else shorten(why, LONGEST_WHY),
        action.link if action.link and _is_web(action.link) else "",
    )


def _is_web(url: str) -> bool:
    return len(url) <= 2000 and bool(re.match(r"https?://\S+$", url, re.IGNORECASE))


class _Sections:
    """The sections in the order of the file, each with what stays of it as prose."""

    def __init__(self, text: str, read: ReadWriteUp, taken: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._read = read
        self._taken = taken
        self._keys: set[str] = set()
        self._impacts = sum(1 for section in read.sections if section.kind is Kind.IMPACT)
        self._found: list[tuple[Section, PlannedSection]] = []

    def planned(self, name: _Namer) -> tuple[PlannedSection, ...]:
        preamble = self._read.preamble[front_matter(self._read.preamble).length :]
        self._introduction(preamble, name)
        for section in self._read.sections:
            if section.kind is Kind.TITLE:
                self._introduction(section.body, name)
            elif not self._belongs_above(section):
                self._begin(section, name)
        planned = [one for _, one in self._found]
        return tuple(sorted(planned, key=lambda one: one.key != "summary"))

    def _introduction(self, body: str, name: _Namer) -> None:
        """What is told before the first section: the summary, when there is none and it tells something."""
        if not says_anything(body):
            return
        has_summary = any(section.kind is Kind.SUMMARY for section in self._read.sections)
        stands_for_it = bool(self._read.summary) and not has_summary and "summary" not in self._keys
        key, heading = ("summary", "Summary") if stands_for_it else ("", INTRODUCTION)
        self._keys.add(key)
        shown = body.strip()
        self._found.append(
            (Section(heading, Kind.FREE, body, 0, 0, 1), PlannedSection(name(heading, ""), key, heading, shown, shown))
        )

    def _belongs_above(self, section: Section) -> bool:
        """A smaller heading of the author's own below a larger one of theirs stays in its text; so does everything
        when there are more sections than a write-up has room for."""
        if not self._found:
            return False
        above, planned = self._found[-1]
        smaller = section.kind is above.kind is Kind.FREE and above.length and section.level > above.level
        if not smaller and len(self._found) < MOST_SECTIONS:
            return False
        raw = self._text[section.offset : section.offset + section.length].strip()
        words = f"{planned.original}\n\n{raw}".strip()
        if len(words) > LONGEST_SECTION:
            return False
        shown = f"{planned.shown}\n\n{raw}".strip()
        self._found[-1] = (above, replace(planned, original=words, shown=shown))
        return True

    def _begin(self, section: Section, name: _Namer) -> None:
        key = KEYS.get(section.kind, "")
        key = "" if key in self._keys else key
        self._keys.add(key)
        heading = shorten(section.heading, 200) or "Untitled"
        if key == "analysis" and asks_for_one_cause(heading):
            heading = "Analysis"
        original = section.body.strip()
        shown = original
        if section.kind in _DRAWN:
            shown = remains(self._text, section.offset + section.length - len(section.body), section.body, self._taken)
        elif section.kind is Kind.IMPACT and self._impacts == 1 and 0 < len(self._read.impact) <= LONGEST_IMPACT:
            shown = ""
        for cut, part in enumerate(_pieces(original)):
            rest = f"{heading} (continued)" if cut else heading
            planned = PlannedSection(
                name("section", section.heading), key if not cut else "", rest, part, shown if not cut else part
            )
            if len(planned.shown) > LONGEST_SECTION:
                planned = replace(planned, shown=part)
            self._found.append((section, planned))


def _pieces(text: str) -> list[str]:
    """A section longer than one can hold is cut at a line."""
    pieces = []
    while len(text) > LONGEST_SECTION:
        at = text.rfind("\n", 0, LONGEST_SECTION)
        at = at if at > 0 else LONGEST_SECTION
        pieces.append(text[:at].rstrip())
        text = text[at:].lstrip("\n")
    return [*pieces, text]
