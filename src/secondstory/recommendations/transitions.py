"""How a recommendation moves: one table, used by the code, the tests and the docs (domain paper §3.2).

Plain values, no database. Two moves stand here beyond the paper's: a proposal may go back to being an idea
(the guard of a final study offers it), and what was dropped may be taken up again, since nothing is written in stone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

IDEA, PROPOSED, PLANNED, IN_PROGRESS, DROPPED, DONE = "idea", "proposed", "planned", "in_progress", "dropped", "done"
IN_WORDS = {
    IDEA: "an idea",
    PROPOSED: "proposed",
    PLANNED: "planned",
    IN_PROGRESS: "in progress",
    DROPPED: "dropped",
    DONE: "done",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known about a recommendation at the moment of a move."""

    findings: int = 0
    kind: bool = False
    strategy: bool = False
    decider: bool = False
    owners: int = 0
    target_date: bool = False
    done_when: bool = False
    side_effects: bool = False
    reason: bool = False
    look_again_on: bool = False
    checked_by_another: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """``field`` is where a form asks for it, ``todo`` what to do while it is missing."""

    field: str
    todo: str
    is_met: Callable[[Facts], bool]


@dataclass(frozen=True, slots=True)
class Move:
    key: str
    name: str
    source: str
    target: str
    needs: tuple[Need, ...] = ()


A_FINDING = Need("findings", "Trace it to at least one finding of its study.", lambda facts: facts.findings > 0)
A_KIND = Need("kind", "Say which kind of change it is: software, configuration, process or other.", lambda f: f.kind)
A_STRATEGY = Need(
    "strategy",
    "Say how it helps: it adds a control, improves one, removes something, or restores.",
    lambda f: f.strategy,
)
A_DECIDER = Need("decider", "Say who decided.", lambda f: f.decider)
ONE_OWNER = Need("owner", "Name one owner, a person or a team.", lambda f: f.owners == 1)
A_DATE = Need("target_date", "Set the day it is promised for.", lambda f: f.target_date)
DONE_WHEN = Need("done_when", "Say when it is done, so that anyone could check.", lambda f: f.done_when)
SIDE_EFFECTS = Need(
    "side_effects", "Say what else it may bring, and who would meet that first. 'None expected' is an answer.",
    lambda f: f.side_effects,
)  # fmt: skip
A_REASON = Need("reason", "Say in one sentence why, so that others can follow.", lambda f: f.reason)
SEEN = Need("reason", "Say what you saw when you checked that it is done.", lambda f: f.reason)
LOOK_AGAIN = Need(
    "look_again_on", "Set a day to look at it again; 'not' is the word for never.", lambda f: f.look_again_on
)
CHECKED = Need(
    "by", "Ask someone other than its owner to check that it is done; they close it.", lambda f: f.checked_by_another
)

MOVES: tuple[Move, ...] = (
    Move("propose", "Propose", IDEA, PROPOSED, (A_FINDING, A_KIND, A_STRATEGY)),
    Move("set_back", "Set back to an idea", PROPOSED, IDEA),
    Move(
        "plan",
        "Do it",
        PROPOSED,
        PLANNED,
        (A_FINDING, A_DECIDER, A_REASON, ONE_OWNER, A_DATE, DONE_WHEN, SIDE_EFFECTS),
    ),
    Move("put_off", "Not now", PROPOSED, PROPOSED, (A_DECIDER, A_REASON, LOOK_AGAIN)),
    Move("turn_down", "Not", PROPOSED, DROPPED, (A_DECIDER, A_REASON)),
    Move("start", "Start", PLANNED, IN_PROGRESS),
    Move("drop_planned", "Drop", PLANNED, DROPPED, (A_REASON,)),
    Move("drop_started", "Drop", IN_PROGRESS, DROPPED, (A_REASON,)),
    Move("finish", "It is done", IN_PROGRESS, DONE, (SEEN, CHECKED)),
    Move("take_up", "Take up again", DROPPED, PROPOSED, (A_REASON,)),
)
BY_STEP = {(move.source, move.target): move for move in MOVES}


def find_move(source: str, target: str) -> Move | None:
    return BY_STEP.get((source, target))


def moves_from(source: str) -> tuple[Move, ...]:
    return tuple(move for move in MOVES if move.source == source)


def unmet(move: Move, facts: Facts) -> tuple[Need, ...]:
    """The needs of ``move`` that ``facts`` leave open, in the table's order."""
    return tuple(need for need in move.needs if not need.is_met(facts))
