"""What a text waits for before it is final, and what of it was kept with a reason.

A gate asks for an answer. Rewording, one sentence that says why it stays, or 'not about this' are all answers; none is
better, and nothing is forbidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.wording.choices import Choices, choices_now
from secondstory.wording.looking import Seen, look
from secondstory.wording.models import Answer
from secondstory.wording.names import names_in, names_known_to

Key = tuple[str, str, int]
QUIET = (Answer.State.KEPT, Answer.State.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a study's text: ``heading`` is its section's, ``id`` that of the row it stands in."""

    heading: str
    text: str
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class InPart:
    """``answer`` is what was said to it: '' while nothing was, and ``reason`` the sentence of a kept one."""

    part: Part
    seen: Seen
    answer: str = ""
    reason: str = ""

    @property
    def waits(self) -> bool:
        return self.seen.level == "gate" and self.answer not in QUIET


def answers_of(study: Retrospective, surface: str) -> dict[Key, Answer]:
    """Every answer about this kind of text, whoever gave it: what was settled stays quiet for all who write it."""
    given = Answer.objects.filter(retrospective=study, surface=surface)
    return {(one.quote, one.rule, one.version): one for one in given}


def look_through(
    study: Retrospective,
    parts: Sequence[Part],
    *,
    surface: str,
    choices: Choices | None = None,
    by: Person | None = None,
) -> list[InPart]:
    """Everything there is to say about the parts, with what was answered, in their order (two or three statements).

    For ``by`` it looks with the names they may know; for nobody (a guard, the record) with all of the study.
    """
    choices = choices or choices_now()
    names = names_known_to(study, by) if by else names_in(study, everybody=True)
    given = answers_of(study, surface)
    found = [InPart(part, seen) for part in parts for seen in _seen(part, surface, choices, names)]
    return [_answered(one, given) for one in found]


def _answered(one: InPart, given: Mapping[Key, Answer]) -> InPart:
    said = given.get(one.seen.key)
    return InPart(one.part, one.seen, said.state, said.reason) if said else one


def _seen(part: Part, surface: str, choices: Choices, names: Iterable[str]) -> tuple[Seen, ...]:
    if not part.text.strip():
        return ()
    return look(
        part.text,
        kind="markdown",
        surface=surface,
        section=part.heading,
        names=names,
        rules=choices.rules,
        preset=choices.preset,
    ).seen


def is_answered(study: Retrospective, parts: Callable[[], Sequence[Part]], *, surface: str) -> bool:
    """Whether nothing waits. One statement where the organization asks nothing: the text is not even read then."""
    choices = choices_now()
    if not choices.asks:
        return True
    return not any(one.waits for one in look_through(study, parts(), surface=surface, choices=choices))


def kept(study: Retrospective, parts: Sequence[Part], *, surface: str) -> list[InPart]:
    """What stands in the parts and was kept with a reason, as the record tells it."""
    return [one for one in look_through(study, parts, surface=surface) if one.answer == Answer.State.KEPT]
