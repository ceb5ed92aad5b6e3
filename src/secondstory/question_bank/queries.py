"""The bank as one reader has it: the questions that come with the product, the organization's, their teams'."""

from __future__ import annotations

from dataclasses import replace

from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Who
from secondstory.people.refusals import NotFound
from secondstory.question_bank.bank import Question, Rest, built_in
from secondstory.question_bank.models import Asked, Choice


def read_bank(user: Who) -> list[Question]:
    """Every question this reader may be shown, resting ones included. One statement."""
    about: dict[str, list[Choice]] = {}
    own: list[Choice] = []
    for choice in Choice.objects.visible_to(user).knowing_mark_of(user).in_order():
        about.setdefault(choice.key, []).append(choice)
        if choice.text:
            own.append(choice)
    known = [*built_in(), *(_of(choice) for choice in own)]
    return [_told(question, about.get(question.key, [])) for question in known]


def find(user: Who, key: str) -> Question:
    """The question of this key, if this reader has it in their bank."""
    for question in read_bank(user):
        if question.key == key:
            return question
    raise NotFound()


def asked_in(study: Retrospective) -> frozenset[str]:
    """Keys of what was asked in this study. One statement."""
    return frozenset(Asked.objects.filter(study=study).values_list("key", flat=True))


def _of(choice: Choice) -> Question:
    return Question(
        key=choice.key,
        text=choice.text,
        purpose=choice.purpose,
        steps=tuple(choice.steps.split()),
        surfaces=tuple(choice.surfaces.split()),
        is_own=True,
        team_id=str(choice.team_id or ""),
        team=choice.team.name if choice.team else "",
    )


def _told(question: Question, choices: list[Choice]) -> Question:
    """The question with what was chosen about it. Marks stand on one row only, so adding them up is reading it."""
    if not choices:
        return question
    return replace(
        question,
        good=sum(choice.good for choice in choices),
        is_marked=any(getattr(choice, "is_marked", False) for choice in choices),
        rests=tuple(
            Rest(str(choice.team_id or ""), choice.team.name if choice.team else "", choice.retired_because)
            for choice in choices
            if choice.retired_at
        ),
    )
