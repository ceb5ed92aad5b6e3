"""Answers to the guards of the table, given by the steps that know (connected in config/wiring.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from secondstory.playbook.transitions import GUARDS, Guard, Move

# The argument is the retrospective; typed loosely because this package lies below it.
Answer = Callable[[Any], bool]
_answers: dict[str, Answer] = {}


def answers(given: Mapping[str, Answer]) -> None:
    """Connect guard names with functions ``(retrospective) -> bool``."""
    for key, answer in given.items():
        if key not in GUARDS:
            raise LookupError(f"The table of transitions has no guard {key!r}.")
        _answers[key] = answer


def unanswered() -> set[str]:
    """Guards of the table that nobody answers; a system check refuses to start while there are any."""
    return set(GUARDS) - set(_answers)


def standing(move: Move, retrospective: Any) -> list[tuple[Guard, bool]]:
    """Each guard of the move with whether it holds now, in the table's order; but those that rest, as the process of
    the retrospective has no such step."""
    process = retrospective.process_version.process
    asked = [guard for guard in move.guards if not guard.rests or process.has(guard.stage)]
    return [(guard, _answers[guard.key](retrospective)) for guard in asked]
