"""What the engine says about a text: findings, what was kept with a reason, and marks that could not be honored."""

from __future__ import annotations

from dataclasses import dataclass

LEVELS = ("whisper", "nudge", "ask", "gate")


@dataclass(frozen=True, slots=True)
class Finding:
    """One place worth another look. ``start``, ``end``: code points of the text as given; ``line``, ``column``: from 1."""

    rule: str
    version: int
    category: str
    core: str | None
    level: str
    start: int
    end: int
    line: int
    column: int
    message: str
    why: str
    questions: tuple[str, ...]
    rewrites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A finding that its author kept, with the sentence that says why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Unexplained:
    """A ``blame-ok`` mark that hides nothing: ``problem`` is a sentence that says what it lacks."""

    mark: str
    start: int
    end: int
    line: int
    column: int
    problem: str


@dataclass(frozen=True, slots=True)
class Report:
    """``state`` is "on", or "off" when there is no rule pack for the language: nothing was looked at, nothing is claimed."""

    state: str
    findings: tuple[Finding, ...]
    kept: tuple[Kept, ...]
    unexplained: tuple[Unexplained, ...]
