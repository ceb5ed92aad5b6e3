"""How a retrospective moves: one table, used by the code, the tests and the diagram in the docs.

Guards are named here and answered elsewhere: the step that knows answers (config/wiring.py connects each
name), so that this low package knows the law without knowing the rooms. Source: domain paper §3.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    OPENED = "opened"
    GATHERING = "gathering"
    ANALYSING = "analysing"
    REVIEWING = "reviewing"
    AGREEING = "agreeing"
    FINAL = "final"
    PAUSED = "paused"
    SET_ASIDE = "set_aside"


IN_WORDS: dict[State, str] = {
    State.OPENED: "opened",
    State.GATHERING: "gathering what happened",
    State.ANALYSING: "making sense of it",
    State.REVIEWING: "in review",
    State.AGREEING: "agreeing",
    State.FINAL: "final",
    State.PAUSED: "paused",
    State.SET_ASIDE: "set aside",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """One thing that must be so before a move. ``good`` is the sentence when it is, what to do is in ``todo``, and
    the stage of the process where it is done in ``stage``. One that ``rests`` is not asked where the organization left
    that step out; the others protect somebody, or what is fixed by the standard, and are always asked."""

    key: str
    good: str
    todo: str
    stage: str
    rests: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """``needs_reason``: the move asks for a sentence (send back, pause, set aside)."""

    key: str
    name: str
    source: State
    target: State
    guards: tuple[Guard, ...] = ()
    needs_reason: bool = False


FACILITATOR_SET = Guard("facilitator_set", "A facilitator carries the study.", "Choose a facilitator.", "accounts")
CONFLICT_ANSWERED = Guard(
    "conflict_answered",
    "The facilitator said how near they are to it.",
    "Answer the three questions about how near the facilitator is to the incident.",
    "accounts",
)
FOCUS_STATED = Guard(
    "focus_stated", "It says what we hope to learn.", "Write one sentence on what we hope to learn.", "capture"
)
AUDIENCE_SET = Guard("audience_set", "It says who will read the result.", "Choose who will read the result.", "capture")
HAS_ENTRY = Guard("has_entry", "The timeline has begun.", "Add at least one timeline entry.", "timeline", rests=True)
ALL_INVITED = Guard(
    "all_invited",
    "Everyone who takes part has been invited to tell it.",
    "Invite everyone who takes part to tell it.",
    "accounts",
)
HAS_LOSS = Guard(
    "has_loss",
    "A loss, or what was nearly lost, is named.",
    "Name what was lost, or what was nearly lost.",
    "analysis",
    rests=True,
)
HAS_CONTROL = Guard(
    "has_control",
    "A control or a missing control is named.",
    "Name a safety control, or one that was missing.",
    "analysis",
    rests=True,
)
KINDS_VISITED = Guard(
    "kinds_visited",
    "All seven systemic kinds were visited.",
    "Visit each of the seven systemic kinds: write what was found, or that you looked and found none.",
    "analysis",
    rests=True,
)
HAS_STRENGTH = Guard(
    "has_strength",
    "It says what went well.",
    "Name one thing that went well, or say why there is none.",
    "analysis",
    rests=True,
)
HAS_SECTIONS = Guard("has_sections", "The write-up has its sections.", "Begin the write-up.", "writeup")
ROUND_LONG_ENOUGH = Guard(
    "round_long_enough",
    "The review round was open for its minimum.",
    "Keep the review round open for its minimum, or let everyone invited say they are ready.",
    "review",
)
COMMENTS_ANSWERED = Guard(
    "comments_answered",
    "Every 'change' and 'disagree' has an answer.",
    "Answer every open 'change' and 'disagree', or let it stand.",
    "review",
)
SUMMARY_LAST = Guard(
    "summary_last",
    "The summary was written after the rest.",
    "Write the summary now that the rest is there.",
    "writeup",
)
CONTROLS_EXPLAINED = Guard(
    "controls_explained", "Every control says how it fared.", "Say for every control how it fared.", "analysis"
)
NOT_ALL_HELD = Guard(
    "not_all_held",
    "The preventive controls and the missing ones explain how it could happen.",
    "Every preventive control is marked 'held'. Look again, or name the control that was missing.",
    "analysis",
)
CHANGES_TICKED = Guard(
    "changes_ticked", "The agreed changes are made.", "Make the agreed changes and tick them off.", "review"
)
AUDIENCE_CONFIRMED = Guard(
    "audience_confirmed", "The audience was confirmed.", "Confirm who will read the final text.", "published"
)
RECOMMENDATIONS_WHOLE = Guard(
    "recommendations_whole",
    "Every recommendation traces to a finding, or there is none.",
    "Trace each recommendation to a finding, or set it back to an idea.",
    "recommendations",
)
QUOTES_APPROVED = Guard(
    "quotes_approved",
    "Every quote from an account was approved by its author.",
    "Wait for the authors who were asked for a quote, or do not ask for it any more.",
    "accounts",
)
QUESTIONS_LISTED = Guard(
    "questions_listed",
    "Open questions are listed in the write-up.",
    "Keep the section 'Open questions' in the write-up while questions are open.",
    "writeup",
)
WORDING_ANSWERED = Guard(
    "wording_answered",
    "Wordings that are asked about here have an answer.",
    "Reword what is asked about, keep it with one sentence that says why, or say that it is not about this.",
    "writeup",
)
TWO_SAY_COMPLETE = Guard(
    "two_say_complete",
    "The facilitator and a reviewer noted that it is complete.",
    "The facilitator and one reviewer each note that the write-up is complete.",
    "published",
)

FORWARD: tuple[Move, ...] = (
    Move(
        "gather",
        "Begin to gather",
        State.OPENED,
        State.GATHERING,
        (FACILITATOR_SET, CONFLICT_ANSWERED, FOCUS_STATED, AUDIENCE_SET),
    ),
    Move("analyse", "Begin to make sense", State.GATHERING, State.ANALYSING, (HAS_ENTRY, ALL_INVITED)),
    Move(
        "review",
        "Open for review",
        State.ANALYSING,
        State.REVIEWING,
        (HAS_LOSS, HAS_CONTROL, KINDS_VISITED, HAS_STRENGTH, HAS_SECTIONS),
    ),
    Move("agree", "Close the review", State.REVIEWING, State.AGREEING, (ROUND_LONG_ENOUGH, COMMENTS_ANSWERED)),
    Move(
        "finalize",
        "Finalize",
        State.AGREEING,
        State.FINAL,
        (
            SUMMARY_LAST,
            CONTROLS_EXPLAINED,
            NOT_ALL_HELD,
            CHANGES_TICKED,
            QUOTES_APPROVED,
            AUDIENCE_CONFIRMED,
            RECOMMENDATIONS_WHOLE,
            QUESTIONS_LISTED,
            WORDING_ANSWERED,
            TWO_SAY_COMPLETE,
        ),
    ),
)

_ORDER = (State.OPENED, State.GATHERING, State.ANALYSING, State.REVIEWING, State.AGREEING)

BACK: tuple[Move, ...] = tuple(
    Move(f"back_to_{target}", f"Send back to {IN_WORDS[target]}", source, target, needs_reason=True)
    for source, targets in (
        (State.ANALYSING, (State.GATHERING,)),
        (State.REVIEWING, (State.GATHERING, State.ANALYSING)),
        (State.AGREEING, (State.GATHERING, State.ANALYSING, State.REVIEWING)),
    )
    for target in targets
)
ASIDE: tuple[Move, ...] = tuple(
    move
    for source in _ORDER
    for move in (
        Move("pause", "Pause", source, State.PAUSED, needs_reason=True),
        Move("set_aside", "Set aside", source, State.SET_ASIDE, needs_reason=True),
        Move("resume", "Take up again", State.PAUSED, source),
        Move("take_up", "Take up again", State.SET_ASIDE, source),
    )
)
MOVES: tuple[Move, ...] = (*FORWARD, *BACK, *ASIDE)
GUARDS: dict[str, Guard] = {guard.key: guard for move in FORWARD for guard in move.guards}


def moves_from(source: State) -> tuple[Move, ...]:
    """Every move that leaves ``source``, forward first."""
    return tuple(move for move in MOVES if move.source == source)


def find_move(source: State, target: State) -> Move | None:
    return next((move for move in MOVES if move.source == source and move.target == target), None)
