"""Which step of its way a study is at."""

from __future__ import annotations

from datetime import date
from typing import Any

from secondstory.incidents.models import Retrospective
from secondstory.incidents.own_steps import own_stages
from secondstory.incidents.rail import Step, rail
from secondstory.playbook.transitions import State

WORKING = (State.OPENED, State.GATHERING, State.ANALYSING, State.REVIEWING, State.AGREEING)
RESTING = (State.PAUSED,)
STAGE_OF = {
    State.OPENED: "capture",
    State.GATHERING: "timeline",
    State.ANALYSING: "analysis",
    State.REVIEWING: "review",
    State.AGREEING: "recommendations",
}
# Where it stands while its organization leaves that step out.
BESIDE = {"timeline": "accounts", "analysis": "writeup", "recommendations": "published"}


def stage_of(study: Any) -> str:
    state = State(study.state)
    if state in RESTING:
        state = State(study.came_from or State.OPENED)
    stage = STAGE_OF.get(state, "capture")
    return stage if study.process_version.process.has(stage) else BESIDE.get(stage, stage)


def steps_at_hand(study: Retrospective, deadlines: dict[str, date]) -> list[Step]:
    """Where it stands, and what the organization added to its process and nobody has said to be done."""
    stage = stage_of(study)
    own = {one.key for one in own_stages(study)}
    steps = rail(study, current=stage, deadlines=deadlines)
    return [step for step in steps if step.key == stage or (step.key in own and step.state != "done")]


def step_of(study: Retrospective, deadlines: dict[str, date]) -> Step | None:
    stage = stage_of(study)
    return next((step for step in rail(study, current=stage, deadlines=deadlines) if step.key == stage), None)
