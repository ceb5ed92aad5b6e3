"""Reads a text with the rules: lower, find anchors, leave out what is not prose, then only the rules it called for.

Every step is linear in the length of the text: a sentence is at most a thousand characters, and is looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from secondstory.language import exempt
from secondstory.language.context import Place
from secondstory.language.finding import LEVELS, Finding, Kept, Report, Unexplained
from secondstory.language.lower import lowered
from secondstory.language.positions import Lines
from secondstory.language.rules import NAME, Rules, compiled_for, covers, load_rules, name_pattern
from secondstory.language.sections import Sections
from secondstory.language.sentences import Sentence, bounds
from secondstory.language.surfaces import PRESETS, SURFACES, Surface, level_of
from secondstory.language.zones import Comment, masked

KINDS = ("markdown", "plain")
# Of two core findings on the same words one is told: the one that comes first here.
FIRST_TOLD = ("person_blame", "counterfactual", "human_error", "judgmental", "hindsight")
BETWEEN = re.compile(r"[^a-z0-9]+")  # what lies between the words of an anchor
Candidate = tuple[int, tuple[int, ...]]


def check(
    text: str,
    kind: str = "markdown",
    surface: str = "writeup",
    section: str = "",
    names: Iterable[str] = (),
    rules: Rules | None = None,
    preset: str = "standard",
) -> list[Finding]:
    """The findings in ``text``, in order of their place; those kept with a ``blame-ok`` mark are not among them.

    :param section: the title of the section that the text stands in, when it is a part of something.
    :param names: names and handles of the people of the study; only these count as names.
    """
    return list(report(text, kind, surface, section, names, rules, preset).findings)


def report(
    text: str,
    kind: str = "markdown",
    surface: str = "writeup",
    section: str = "",
    names: Iterable[str] = (),
    rules: Rules | None = None,
    preset: str = "standard",
) -> Report:
    """The findings, what was kept with a reason, and the marks that give none.

    :raises ValueError: for a kind, a surface or a preset that there is none of.
    """
    for word, known, what in ((kind, KINDS, "kind"), (surface, SURFACES, "surface"), (preset, PRESETS, "preset")):
        if word not in known:
            raise ValueError(f"There is no {what} called “{word}”. There are: {', '.join(known)}.")
    rules = load_rules() if rules is None else rules
    if rules.state == "off":
        return Report("off", (), (), ())
    place = SURFACES[surface]
    low = lowered(text)
    prose: str
    comments: list[Comment]
    prose, comments = masked(low) if kind == "markdown" else (low, [])
    reading = Reading(text, prose, kind, Sections(prose if kind == "markdown" else "", section, place.purpose), rules)
    found = reading.findings(surface, place, tuple(names), preset)
    marks = exempt.marks(text, prose, comments, rules) if comments else []
    kept: list[Kept] = []
    left: list[Finding] = []
    for finding in found:
        reason = next(
            (
                mark.reason
                for mark in marks
                if not mark.problem
                and mark.first <= finding.start < mark.last
                and covers(mark.rule, finding.rule, finding.category, finding.core)
            ),
            None,
        )
        if reason is None:
            left.append(finding)
        else:
            kept.append(Kept(finding, reason))
    lines = reading.lines() if marks else None
    unexplained = tuple(
        Unexplained(mark.words, mark.start, mark.end, *lines.line_and_column(mark.start), mark.problem)
        for mark in marks
        if mark.problem and lines
    )
    return Report("on", tuple(left), tuple(kept), unexplained)


class Reading:
    """One text being read."""

    def __init__(self, text: str, prose: str, kind: str, sections: Sections, rules: Rules) -> None:
        self.text = text
        self.prose = prose
        self.kind = kind
        self.sections = sections
        self.rules = rules
        self._lines: Lines | None = None

    def lines(self) -> Lines:
        if self._lines is None:
            self._lines = Lines(self.text)
        return self._lines

    def candidates(self, on: frozenset[int], names: tuple[str, ...]) -> list[Candidate]:
        """Where an anchor is, and the rules that it calls for."""
        found: list[Candidate] = []
        called: dict[str, tuple[int, ...]] = {}
        across: dict[str, list[int]] = {}
        prose, crossing = self.prose, self.rules.crossing

        def add(words: str, at: int, pattern: re.Pattern[str]) -> None:
            if words not in called:
                anchor = words if words in self.rules.by_anchor else " ".join(words.split())
                called[words] = tuple(number for number in self.rules.by_anchor.get(anchor, ()) if number in on)
                if anchor in crossing:
                    across[words] = [word.end() for word in BETWEEN.finditer(words)]
            if called[words]:
                found.append((at, called[words]))
            for inner in across.get(words, ()):
                match = pattern.match(prose, at + inner)
                if match and match.end() > at + len(words):
                    add(match[0], at + inner, pattern)

        if self.rules.everywhere:
            for match in self.rules.everywhere.finditer(prose):
                if not prose[match.start() - 1 : match.start()].isalnum():
                    add(match[0], match.start(), self.rules.everywhere)
        spans = self.sections.spans(self.rules.purposes, len(prose)) if self.rules.in_sections else []
        for start, end in spans:
            assert self.rules.in_sections
            for match in self.rules.in_sections.finditer(prose, start, end):
                if not prose[match.start() - 1 : match.start()].isalnum():
                    add(match[0], match.start(), self.rules.in_sections)
        about_names = tuple(number for number in self.rules.about_names if number in on)
        if names and about_names:
            for match in name_pattern(names)[0].finditer(self.text):
                found.append((match.start(), about_names))
        found.sort()
        return found

    def findings(self, surface: str, where: Surface, names: tuple[str, ...], preset: str) -> list[Finding]:
        names = tuple(name for name in names if name.strip())
        on = frozenset(
            number
            for number, rule in enumerate(self.rules.rules)
            if rule.category in where.categories and (not rule.surfaces or surface in rule.surfaces)
        )
        if not on:
            return []
        found: list[Finding] = []
        floor = 0
        candidates = self.candidates(on, names)
        at = 0
        while at < len(candidates):
            start, end = bounds(self.text, self.prose, candidates[at][0], floor)
            called: set[int] = set()
            while at < len(candidates) and candidates[at][0] < end:
                called.update(candidates[at][1])
                at += 1
            floor = end
            found += self.of_sentence(start, end, called, where, names, preset)
        return found

    def of_sentence(
        self, start: int, end: int, called: set[int], where: Surface, names: tuple[str, ...], preset: str
    ) -> list[Finding]:
        sentence = Sentence(self.prose, start, end)
        if not sentence.text:
            return []
        place = Place(self.text, self.prose, sentence, self.sections, self.kind)
        hits: list[tuple[int, int, int, str]] = []  # start, end, rule, level
        for number in sorted(called):
            rule = self.rules.rules[number]
            if not place.suits(rule):
                continue
            compiled = compiled_for(rule, names) if NAME in rule.pattern else self.rules.compiled(number)
            for first, last in compiled.spans(sentence.text):
                quoted = place.quoted(first, last)
                if quoted == "mention" or (quoted and rule.quotes == "skip"):
                    continue
                if rule.alone and not place.alone():
                    continue
                if place.code():
                    return []
                level = level_of(rule.level, rule.category, where, preset, 1 if quoted else 0)
                hits.append((*sentence.span(first, last), number, level))
        return [self.finding(*hit) for hit in one_each(hits, self.rules)] if hits else []

    def finding(self, start: int, end: int, number: int, level: str) -> Finding:
        rule = self.rules.rules[number]
        line, column = self.lines().line_and_column(start)
        return Finding(
            rule.id, rule.version, rule.category, rule.core, level, start, end, line, column,
            rule.message, rule.why, rule.questions, rule.rewrites,
        )  # fmt: skip


def one_each(hits: list[tuple[int, int, int, str]], rules: Rules) -> list[tuple[int, int, int, str]]:
    """One finding of each category, the loudest and then the first; one core name on the same words."""

    def precedence(hit: tuple[int, int, int, str]) -> int:
        core = rules.rules[hit[2]].core
        return FIRST_TOLD.index(core) if core in FIRST_TOLD else len(FIRST_TOLD)

    best: dict[tuple[str, str | None], tuple[int, int, int, str]] = {}
    for hit in hits:
        rule = rules.rules[hit[2]]
        key = (rule.category, rule.core)
        other = best.get(key)
        if other is None:
            best[key] = hit
        elif hit[0] < other[1] and other[0] < hit[1]:  # overlapping: joined
            louder = max(hit, other, key=lambda one: (LEVELS.index(one[3]), -one[0]))
            best[key] = (min(hit[0], other[0]), max(hit[1], other[1]), louder[2], louder[3])
        elif (-LEVELS.index(hit[3]), hit[0]) < (-LEVELS.index(other[3]), other[0]):
            best[key] = hit
    told: list[tuple[int, int, int, str]] = []
    categories: set[str] = set()
    for hit in sorted(best.values(), key=lambda one: (precedence(one), -LEVELS.index(one[3]), one[0])):
        rule = rules.rules[hit[2]]
        if rule.category in categories:
            continue
        if rule.core and any(
            one[0] < hit[1] and hit[0] < one[1] and rules.rules[one[2]].core is not None
            and (rules.rules[one[2]].core == rule.core or (rule.core in FIRST_TOLD and rules.rules[one[2]].core in FIRST_TOLD))
            for one in told
        ):  # fmt: skip
            continue
        categories.add(rule.category)
        told.append(hit)
    return sorted(told)
