"""How people come to know this work: somebody on their way, and who walks along."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from secondstory.apprenticeship.actions.begin import begin_apprenticeship
from secondstory.apprenticeship.actions.fresh_eyes import ask_afresh
from secondstory.apprenticeship.actions.mentor import agree_to_mentor, ask_mentor
from secondstory.apprenticeship.actions.notes import show_to_mentor, write_learner_note
from secondstory.apprenticeship.actions.sign import sign
from secondstory.apprenticeship.actions.teaching import tell_teaching
from secondstory.demo.people import Cast
from secondstory.incidents.models import Retrospective


def tell_newcomers(story: dict[str, Any], cast: Cast, today: date, studies: dict[str, Retrospective]) -> None:
    for told in story["apprenticeships"]:
        learner, mentor = cast.people[told["learner"]], cast.people[told["mentor"]]
        own = begin_apprenticeship(by=learner)
        agree_to_mentor(ask_mentor(own, mentor, by=learner), by=mentor)
        for noted in told["notes"]:
            text = studies[noted["story"]].publication
            note = write_learner_note(own, noted["kind"], noted["text"], publication=text, by=learner)
            if noted["shown"]:
                show_to_mentor(note, by=learner)
        for step in told["signed"]:
            sign(own, step, by=learner)
    for told in story["fresh_eyes"]:
        services = [cast.services[name] for name in told["services"]]
        ask_afresh(told["question"], by=cast.people[told["by"]], services=services)
    for told in story["teaching"]:
        tell_teaching(
            told["kind"],
            told["about"],
            by=cast.people[told["by"]],
            day=today - timedelta(days=told["days_ago"]),
            came_of_it=told["came_of_it"],
            service=cast.services[told["service"]] if "service" in told else None,
            idea=told.get("idea", ""),
            taught_it=told.get("taught_it", False),
        )
