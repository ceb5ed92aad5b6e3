"""What is shown of a look: for a browser with places in UTF-16 code units, for a page as marked sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.wording.asked import Asked
from secondstory.wording.choices import Choices
from secondstory.wording.gate import QUIET, answers_of
from secondstory.wording.kinds import PRIVATE
from secondstory.wording.looking import MOST_QUESTIONS, Look, Seen, Utf16, look
from secondstory.wording.names import names_known_to

# More than these at once helps nobody; the first ones come first.
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding with how loud it is here, and its sentence in three pieces around the words."""

    seen: Seen
    level: str
    before: str
    words: str
    after: str

    @property
    def questions(self) -> tuple[str, ...]:
        return self.seen.finding.questions[:MOST_QUESTIONS]


def look_for(asked: Asked, *, study: Retrospective | None, by: Person, choices: Choices) -> tuple[Look, list[Shown]]:
    """Looks in memory; what was kept or called not applicable before is left out. Nothing is written."""
    private = asked.surface in PRIVATE
    found = look(
        asked.text,
        kind=asked.kind,
        surface=asked.surface,
        section=asked.section,
        names=names_known_to(study, by) if study and not private else (),
        rules=choices.rules,
        preset=choices.preset,
    )
    settled = set()
    if study and found.seen and not private:
        settled = {key for key, one in answers_of(study, asked.surface).items() if one.state in QUIET}
    seen = [one for one in found.seen if one.key not in settled][:MOST_SHOWN]
    return found, [shown(asked.text, one, choices.loudness(one.level, asked.surface)) for one in seen]


def shown(text: str, seen: Seen, level: str) -> Shown:
    start, end = seen.finding.start, seen.finding.end
    return Shown(seen, level, text[seen.first : start], seen.words, text[end : seen.last])


def as_json(text: str, shown: Iterable[Shown]) -> list[dict[str, Any]]:
    """``start``, ``end``, ``first``, ``last``: UTF-16 code units of ``text``; the last two are the sentence's."""
    place = Utf16(text)
    return [
        {
            "rule": one.seen.finding.rule,
            "version": one.seen.finding.version,
            "category": one.seen.finding.category,
            "level": one.level,
            "start": place(one.seen.finding.start),
            "end": place(one.seen.finding.end),
            "first": place(one.seen.first),
            "last": place(one.seen.last),
            "line": one.seen.finding.line,
            "column": one.seen.finding.column,
            "quote": one.seen.quote,
            "message": one.seen.finding.message,
            "why": one.seen.finding.why,
            "questions": list(one.questions),
            "rewrites": list(one.seen.finding.rewrites),
        }
        for one in shown
    ]
