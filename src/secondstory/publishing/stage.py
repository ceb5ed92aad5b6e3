"""Which step of its way a study is at."""

from __future__ import annotations

from datetime import date
from typing import Any

from secondstory.incidents.models import Retrospective
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


def stage_of(study: Any) -> str:
    state = State(study.state)
    if state in RESTING:
        state = State(study.came_from or State.OPENED)
    return STAGE_OF.get(state, "capture")


def step_of(study: Retrospective, deadlines: dict[str, date]) -> Step | None:
    stage = stage_of(study)
    return next((step for step in rail(study, current=stage, deadlines=deadlines) if step.key == stage), None)
