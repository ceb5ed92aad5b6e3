"""Which questions stand beside the work: at most three, fitting, and not the same ones every day. Plain values in and out.

All that decides is an argument, so the same day shows the same three, and a test can ask for any day.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from secondstory.question_bank.bank import STEPS, Question

MOST = 3
# A question that many call good comes round more often, yet never crowds the others out.
MOST_WEIGHT = 6
# Asked for by name only: beside an ordinary outage, 'what made this end well?' would sting.
BY_NAME_ONLY = frozenset({"near miss"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a place in the product asks the bank for.

    ``wants`` are groups of steps and purposes, the most pressing first; a question that fits an earlier group comes
    first. ``only`` narrows to some purposes, ``also`` lets those in that are offered by name only. ``asked`` are keys.
    ``day`` is a day's ordinal, ``seed`` keeps two studies from showing the same on one day, ``turn`` counts how often
    somebody said 'three others'.
    """

    surface: str
    wants: Sequence[Collection[str]] = ()
    only: Collection[str] = ()
    also: Collection[str] = ()
    asked: Collection[str] = ()
    day: int = 0
    seed: str = ""
    turn: int = 0


def choose(questions: Collection[Question], wanted: Wanted) -> list[Question]:
    """At most three. Turn after turn none comes twice before all have been shown."""
    row = in_order(questions, wanted)
    if len(row) <= MOST:
        return row
    start = wanted.turn * MOST % (len(row) + -len(row) % MOST)
    return row[start : start + MOST]


def in_order(questions: Collection[Question], wanted: Wanted) -> list[Question]:
    """All that may stand here: never asked first, then what fits best, then by the day's draw."""
    return sorted(
        (question for question in questions if may_stand(question, wanted)),
        key=lambda question: (
            question.key in wanted.asked,
            _place(question, wanted.wants),
            -draw(question, wanted),
            question.key,
        ),
    )


def may_stand(question: Question, wanted: Wanted) -> bool:
    if question.rests or wanted.surface not in question.surfaces:
        return False
    if wanted.only:
        return question.purpose in wanted.only
    return question.purpose not in BY_NAME_ONLY or question.purpose in wanted.also


def fits(question: Question, want: str) -> bool:
    """Whether it has that purpose, or that step or a part of it: whoever wants '4' is given '4-com', too."""
    if want not in STEPS:
        return question.purpose == want
    return any(step == want or step.startswith(f"{want}-") for step in question.steps)


def draw(question: Question, wanted: Wanted) -> float:
    """Between 0 and 1: the question's lot for this day. A better rated one never draws lower for it (weighted sampling
    after Efraimidis and Spirakis, 2006)."""
    lot = blake2b(f"{wanted.seed}|{wanted.surface}|{wanted.day}|{question.key}".encode(), digest_size=8).digest()
    even = (int.from_bytes(lot) + 1) / 2**64
    return float(even ** (1 / min(1 + question.good, MOST_WEIGHT)))


def _place(question: Question, wants: Sequence[Collection[str]]) -> int:
    for place, group in enumerate(wants):
        if any(fits(question, want) for want in group):
            return place
    return len(wants) if "all" in question.steps or not wants else len(wants) + 1
