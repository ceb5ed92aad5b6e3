"""What review does when it hears of something (config/wiring.py)."""

from __future__ import annotations

from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.playbook.transitions import State
from secondstory.review.actions.rounds import close_open_rounds


def close_rounds_left_open(event: Event) -> None:
    """A study that went on to agreeing from its own page has no open round any more."""
    if event.facts.get("target") == State.AGREEING and event.by is not None:
        close_open_rounds(Retrospective(pk=event.subject_id), by=event.by)
