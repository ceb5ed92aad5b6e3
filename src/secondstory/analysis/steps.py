"""CAST as a guided flow: its steps in order, what each asks, a good answer, an example. Plain values.

Steps and questions after the domain paper §4; the method is that of the CAST Handbook (Nancy Leveson, 2019). The
examples are from GitLab's public report on 31 January 2017, in our words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from secondstory.analysis.how_deep import DEEP, LIGHT, STANDARD

EVERY = frozenset({LIGHT, STANDARD, DEEP})
MORE = frozenset({STANDARD, DEEP})


@dataclass(frozen=True, slots=True)
class Step:
    """``key`` is its address, ``number`` how CAST calls it. ``sections`` are shown and filled on its page, in this order;
    ``beside`` names what else its page shows. It belongs to the studies of these ``depths``."""

    key: str
    number: str
    name: str
    asks: str
    good: str
    example: str
    sections: tuple[str, ...] = ()
    beside: str = ""
    depths: frozenset[str] = EVERY
    # What the question bank is asked for: steps and purposes, the nearest first.
    wants: tuple[tuple[str, ...], ...] = ()


STEPS: tuple[Step, ...] = (
    Step(
        "boundary",
        "1a",
        "Boundary",
        "What belongs to the system we control, and what to the environment?",
        "A short list with both sides filled. Teams, roles and suppliers are parts, too.",
        "Ours: the primary database and its standby, the backup jobs, the runbooks, the infrastructure team. Around us:"
        " a wave of spam, the receivers of our mail, the provider's disks.",
        sections=("system",),
        wants=(("1-boundary",), ("environment",)),
    ),
    Step(
        "loss",
        "1b",
        "Loss",
        "What was lost, for whom, and how do we know?",
        "One sentence that somebody could check: what, for whom, how long. Say in it how you know. How it came about waits.",
        "The site could not be used for about 18 hours. Comments, projects and accounts written between 17:20 UTC and late"
        " evening were gone; repositories were untouched.",
        sections=("losses",),
        wants=(("1-loss",),),
    ),
    Step(
        "hazard",
        "1c",
        "Hazard",
        "Which state of our system made the loss possible?",
        "A state of ours that lasts a while and that we can change: neither a part that broke nor an act of a person.",
        "The only current copy of production data is one directory on one host while destructive maintenance goes on.",
        sections=("hazards",),
        wants=(("1-hazard",),),
    ),
    Step(
        "constraints",
        "1d",
        "Constraints",
        "What must stay true to keep out of that state?",
        "The hazardous state turned round, so that one could test it.",
        "Two restorable copies exist at all times, or work that could remove the last one stops.",
        sections=("constraints",),
        wants=(("1-constraint",),),
    ),
    Step(
        "events",
        "1e",
        "Events",
        "What happened, in order, from which source, and who knew it when?",
        "It begins before the trouble and works forward. Facts with their source; gaps stay visible.",
        "17:20, about: a snapshot is taken by hand and loaded into staging. The engineer knew at once; others learned of it"
        " late in the evening, when it became the best copy.",
        beside="events",
        wants=(("1e",),),
    ),
    Step(
        "protections",
        "1f",
        "Protections",
        "Which protections existed, which were absent, and which got in each other's way?",
        "Whatever was there to prevent this, to tell, to limit it or to bring things back. Each is called a control: an"
        " alert, a check, a list, a habit. How it fared can wait for step 3.",
        "A daily dump to another provider. Mail when a job does not succeed. A snapshot for staging, not meant for"
        " recovery. A pager on replication lag.",
        sections=("controls", "conditions"),
        wants=(("controls",), ("1",)),
    ),
    Step(
        "questions",
        "1g",
        "Questions",
        "What do we not understand yet?",
        "Many, and also those that have nothing to do with preventing it.",
        "How do people here tell hosts apart at night? How did 8000 connections work for almost a year?",
        sections=("questions",),
        wants=(("mysteries",),),
    ),
    Step(
        "structure",
        "2",
        "Control structure",
        "Who or what acts on each part, by which means, and what comes back?",
        "It fits on one screen. Each arrow of control has feedback beside it, or a visible gap. The organization is in it.",
        "The backup job sends dumps to storage. Its only voice is mail, and the receiver turns that away: what comes back"
        " never arrives.",
        beside="structure",
        depths=MORE,
        wants=(("control structure",), ("2",)),
    ),
    Step(
        "components",
        "3",
        "Each part, from the bottom up",
        "What did each part do, what did it believe, and how was that reasonable from where it stood?",
        "Facts first. Then what it could know, with which tools, goals and pressures. There is no place for a verdict.",
        "The backup job took tool version 9.2 for right: it chooses by a file that exists only on database hosts, and it ran"
        " on another. Nothing told it otherwise.",
        sections=("controls",),
        beside="components",
        wants=(("3",), ("controls",)),
    ),
    Step(
        "whole",
        "4",
        "The structure as a whole",
        "What shaped all of this at once, and where did nothing stand in between?",
        "A line for each of the seven kinds, or 'looked, none found'. Then what was not there at all.",
        "Testing the backups was nobody's duty. The database moved to 9.6, the hosts of the jobs did not.",
        sections=("kinds", "missing"),
        wants=(("systemic",), ("missing controls",), ("environment",)),
    ),
    Step(
        "improvement",
        "5",
        "What went well, what could be better, what to do",
        "What kept it going, what could be easier for whoever has it next, and what did we find?",
        "What went well comes first, then what could be better; findings name one thing each. Recommendations answer them.",
        "The lag pager rang. Someone stopped the command within seconds. Which host one is on could be plainer to see.",
        sections=("strengths", "better", "findings"),
        beside="improvement",
        wants=(("what went well",), ("5",)),
    ),
)
BY_KEY: dict[str, Step] = {step.key: step for step in STEPS}
# What a light study asks otherwise: of the parts, the controls alone.
LIGHTLY: dict[str, Step] = {
    "components": replace(
        BY_KEY["components"],
        name="How each control fared",
        asks="What did each control meet, and what did it do?",
        good="Facts first: held, partly held, did not act, too late. Then how. 'Held' and 'unknown' are answers, too.",
        example="Mail when a job does not succeed: did not act. The receiver turns unsigned mail away, and these were"
        " unsigned.",
    ),
}


def at_depth(step: Step, depth: str) -> Step:
    """The step as a study of this depth asks it."""
    return LIGHTLY.get(step.key, step) if depth == LIGHT else step


def steps_of(depth: str) -> list[Step]:
    return [at_depth(step, depth) for step in STEPS if depth in step.depths]


def left_out(depth: str) -> list[Step]:
    return [step for step in STEPS if depth not in step.depths]


def beside(step: Step, depth: str) -> tuple[Step | None, Step | None]:
    """The step before and the one after, in a study of this depth. A step that the depth leaves out has neighbors, too."""
    order = [at_depth(one, depth) for one in STEPS if depth in one.depths or one.key == step.key]
    here = [one.key for one in order].index(step.key)
    return (order[here - 1] if here else None), (order[here + 1] if here + 1 < len(order) else None)
