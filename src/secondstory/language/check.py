"""Reads a text with the rules: lower, find anchors, leave out what is not prose, then only the rules it called for.

Every step is linear in the length of the text: a sentence is at most a thousand characters, and is looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from secondstory.language.context import Place
from secondstory.language.exempt import Exemptions
from secondstory.language.finding import LEVELS, Finding, Kept, Report, Unexplained
from secondstory.language.lower import lowered
from secondstory.language.pieces import pieces
from secondstory.language.positions import Lines
from secondstory.language.quick import own
from secondstory.language.rules import NAME, Rules, compiled_for, load_rules, name_pattern
from secondstory.language.sections import Sections
from secondstory.language.sentences import Sentence, bounds
from secondstory.language.surfaces import PRESETS, SURFACES, level_of
from secondstory.language.zones import Mask

KINDS = ("markdown", "plain")
# Of two core findings on the same words one is told: the one that comes first here.
FIRST_TOLD = ("person_blame", "counterfactual", "human_error", "judgmental", "hindsight")
EMPHASIS = own(r"[*_]+")
BETWEEN = own(r"[^a-z0-9]+")  # what lies between the words of an anchor
Candidate = tuple[int, tuple[int, ...]]
Hit = tuple[int, int, int, str]  # start, end, number of the rule, level


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
    reading = Reading(text, kind, surface, tuple(name for name in names if name.strip()), rules, preset)
    return reading.report(section)


class Reading:
    """One text being read, in pieces."""

    def __init__(self, text: str, kind: str, surface: str, names: tuple[str, ...], rules: Rules, preset: str) -> None:
        self.text = text
        self.kind = kind
        self.where = SURFACES[surface]
        self.names = names
        self.rules = rules
        self.preset = preset
        self.lines = Lines(text)
        self.on = frozenset(
            number
            for number, rule in enumerate(rules.rules)
            if rule.category in self.where.categories and (not rule.surfaces or surface in rule.surfaces)
        )

    def report(self, section: str) -> Report:
        findings: list[Finding] = []
        kept: list[Kept] = []
        unexplained: list[Unexplained] = []
        mask = Mask()
        waiting: dict[str, str] = {}
        sections: Sections | None = None
        for base, raw in pieces(self.text) if self.on else ():
            low = lowered(raw)
            prose, comments = mask.piece(low) if self.kind == "markdown" else (low, [])
            sections = Sections(prose if self.kind == "markdown" else "", section, self.where.purpose, sections)
            exempt = Exemptions(raw, prose, comments, self.rules, waiting)
            waiting = exempt.waiting
            for mark, start, problem in exempt.problems:
                place = self.lines.line_and_column(base + start)
                unexplained.append(Unexplained(mark, base + start, base + start + len(mark), *place, problem))
            for start, end, number, level in Piece(self, raw, prose, sections).hits():
                finding = self.finding(base + start, base + end, number, level)
                reason = exempt.reason(start, finding.rule, finding.category, finding.core)
                if reason is None:
                    findings.append(finding)
                else:
                    kept.append(Kept(finding, reason))
        return Report("on", tuple(findings), tuple(kept), tuple(unexplained))

    def finding(self, start: int, end: int, number: int, level: str) -> Finding:
        rule = self.rules.rules[number]
        line, column = self.lines.line_and_column(start)
        return Finding(
            rule.id, rule.version, rule.category, rule.core, level, start, end, line, column,
            rule.message, rule.why, rule.questions, rule.rewrites,
        )  # fmt: skip


class Piece:
    """One piece of a text: ``raw`` as written, ``prose`` lowered and masked. All places are places in the piece."""

    def __init__(self, reading: Reading, raw: str, prose: str, sections: Sections) -> None:
        self.reading = reading
        self.rules = reading.rules
        self.raw = raw
        self.prose = prose
        self.sections = sections

    def candidates(self) -> list[Candidate]:
        """Where an anchor is, and the rules that it calls for."""
        on, names = self.reading.on, self.reading.names
        found: list[Candidate] = []
        called: dict[str, tuple[int, ...]] = {}
        across: dict[str, list[int]] = {}
        prose, crossing = self.prose, self.rules.crossing

        def add(words: str, at: int, pattern: re.Pattern[str]) -> None:
            if words not in called:
                anchor = words if words in self.rules.by_anchor else " ".join(EMPHASIS.sub(" ", words).split())
                called[words] = tuple(number for number in self.rules.by_anchor.get(anchor, ()) if number in on)
                if anchor in crossing:
                    across[words] = [word.end() for word in BETWEEN.finditer(words)]
            if called[words]:
                found.append((at, called[words]))
            for inner in across.get(words, ()):
                match = pattern.match(prose, at + inner - 1)
                if match and match.end() > at + len(words):
                    add(match[1], match.start(1), pattern)

        def scan(pattern: re.Pattern[str], start: int, end: int) -> None:
            first = pattern.match("\n" + prose[start : start + 100]) if start == 0 else None
            if first:
                add(first[1], 0, pattern)
            for match in pattern.finditer(prose, start, end):
                add(match[1], match.start(1), pattern)

        if self.rules.everywhere:
            scan(self.rules.everywhere, 0, len(prose))
        spans = self.sections.spans(self.rules.purposes, len(prose)) if self.rules.in_sections else []
        for start, end in spans:
            assert self.rules.in_sections
            scan(self.rules.in_sections, start, end)
        about_names = tuple(number for number in self.rules.about_names if number in on)
        if names and about_names:
            for match in name_pattern(names)[0].finditer(self.raw):
                found.append((match.start(), about_names))
        found.sort()
        return found

    def hits(self) -> Iterator[Hit]:
        """What the rules find, sentence by sentence: one of each category."""
        for hits in self.every_hit():
            yield from one_each(hits, self.rules)

    def every_hit(self) -> Iterator[list[Hit]]:
        """All that the rules find, sentence by sentence."""
        floor = at = 0
        candidates = self.candidates()
        while at < len(candidates):
            start, end = bounds(self.raw, self.prose, candidates[at][0], floor)
            called: set[int] = set()
            while at < len(candidates) and candidates[at][0] < end:
                called.update(candidates[at][1])
                at += 1
            floor = end
            if hits := self.of_sentence(Sentence(self.prose, start, end), called):
                yield hits

    def of_sentence(self, sentence: Sentence, called: set[int]) -> list[Hit]:
        place = Place(self.prose, sentence, self.sections, self.reading.kind)
        hits: list[Hit] = []
        for number in sorted(called):
            rule = self.rules.rules[number]
            if not sentence.text or not place.suits(rule):
                continue
            if NAME in rule.pattern:
                spans = compiled_for(rule, self.reading.names).spans(sentence.text)
            else:
                spans = self.rules.compiled(number).spans(sentence.text)
            for first, last in spans:
                quoted = place.quoted(first, last)
                if quoted == "mention" or (quoted and rule.quotes == "skip"):
                    continue
                if rule.alone and not place.alone():
                    continue
                if place.code():
                    return []
                steps_down = 1 if quoted else 0
                level = level_of(rule.level, rule.category, self.reading.where, self.reading.preset, steps_down)
                hits.append((*sentence.span(first, last), number, level))
        return hits


def one_each(hits: list[Hit], rules: Rules) -> list[Hit]:
    """One finding of each category, the loudest and then the first; one core name on the same words."""

    def precedence(hit: Hit) -> int:
        core = rules.rules[hit[2]].core
        return FIRST_TOLD.index(core) if core in FIRST_TOLD else len(FIRST_TOLD)

    best: dict[tuple[str, str | None], Hit] = {}
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
    told: list[Hit] = []
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
