"""What became of one file: the same words for a terminal, a machine and a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID


class Outcome(StrEnum):
    IMPORTED = "imported"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Report:
    """``added`` counts by what was added ('entries'); ``waiting`` are entries that wait for a zone or a day;
    ``kept`` are sentences about words of people here that the file did not overwrite."""

    file: str
    outcome: Outcome
    title: str = ""
    study: UUID | None = None
    incident: UUID | None = None
    added: dict[str, int] = field(default_factory=dict)
    waiting: int = 0
    zone: str | None = None
    zone_needed: bool = False
    date_needed: bool = False
    kept: tuple[str, ...] = ()
    coaching: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    readers: str = ""
    code: str = ""
    sentence: str = ""
    line: int | None = None

    @property
    def waits(self) -> bool:
        """It asks something, and goes on when it is imported again with the answer."""
        return self.zone_needed or self.date_needed

    @property
    def says(self) -> str:
        """One sentence."""
        if self.outcome is Outcome.REFUSED:
            return self.sentence
        if self.outcome is Outcome.UNCHANGED:
            return self.sentence or "Already here, nothing changed."
        told = counted(self.added)
        if self.outcome is Outcome.IMPORTED:
            return f"Imported: {told}." if told else "Imported."
        return f"Already here; new in it: {told}."

    @property
    def asks(self) -> str:
        """The open question, or nothing."""
        if not self.waits:
            return ""
        entries = "1 entry waits" if self.waiting == 1 else f"{self.waiting} entries wait"
        if self.zone_needed:
            return f"{entries}: no zone is named. Import it again with --zone, such as --zone Europe/Berlin."
        return f"{entries}: no day is named. Import it again with --date, such as --date 2017-01-31."

    def to_json(self) -> dict[str, Any]:
        if self.outcome is Outcome.REFUSED:
            return {
                "file": self.file,
                "outcome": str(self.outcome),
                "code": self.code,
                "sentence": self.sentence,
                "line": self.line,
            }
        return {
            "file": self.file,
            "outcome": str(self.outcome),
            "title": self.title,
            "study": str(self.study) if self.study else None,
            "incident": str(self.incident) if self.incident else None,
            "added": self.added,
            "waiting": self.waiting,
            "zone": self.zone,
            "zone_needed": self.zone_needed,
            "date_needed": self.date_needed,
            "kept": list(self.kept),
            "coaching": list(self.coaching),
            "warnings": list(self.warnings),
            "readers": self.readers,
            "sentence": self.says,
        }


ONE = {
    "entries": "entry",
    "sections": "section",
    "conditions": "condition",
    "strengths": "strength",
    "better_notes": "point that could be better",
    "questions": "open question",
    "ideas": "idea for a recommendation",
    "recommendations": "recommendation",
    "notes": "note",
    "corrections": "correction",
    "updated_sections": "section worded anew",
    "updated_entries": "entry worded anew",
    "impact": "impact",
    "again": "message that another source told already",
    "gaps": "place that is known to be incomplete",
}
MANY = {
    "entries": "entries",
    "better_notes": "points that could be better",
    "ideas": "ideas for recommendations",
    "updated_sections": "sections worded anew",
    "updated_entries": "entries worded anew",
    "again": "messages that another source told already",
    "gaps": "places that are known to be incomplete",
}


def counted(added: dict[str, int]) -> str:
    """'3 entries, 1 open question'."""
    return ", ".join(f"{count} {_noun(what, count)}" for what, count in added.items() if count)


def _noun(what: str, count: int) -> str:
    one = ONE.get(what, what)
    return one if count == 1 else MANY.get(what, f"{one}s")
