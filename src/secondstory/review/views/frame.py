"""What the pages of this step share."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseRedirect
from django.urls import reverse

from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Audience
from secondstory.playbook.guards import standing
from secondstory.playbook.transitions import Guard, State, find_move


def to(name: str, *args: Any, anchor: str = "") -> HttpResponseRedirect:
    """After a write, so that reloading sends nothing again."""
    address = reverse(name, args=args)
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address, status=303)


def waits(study: Retrospective, target: State) -> list[tuple[Guard, bool]]:
    """Each guard between where the study is and ``target``, with whether it holds; nothing when the table
    knows no such move."""
    step = find_move(State(study.state), target)
    return standing(step, study) if step else []


def readers_of(study: Retrospective, audience: str) -> str:
    """Begins the sentence '… can read this now.'"""
    if audience == Audience.PUBLIC:
        return "Everyone, also outside,"
    if audience == Audience.ORGANIZATION:
        return "Everyone in the organization"
    if audience == Audience.TEAM and study.team:
        return f"The team {study.team.name}, with the people in this study,"
    return "Only the people in this study"
