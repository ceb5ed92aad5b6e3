"""What readers took with them from a text, what binds the teams, and how one of them looks at its own practice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from secondstory.demo.people import Cast
from secondstory.incidents.models import Retrospective
from secondstory.measures.actions.note_learned import ask_what_is_not_understood, note_learned
from secondstory.measures.actions.note_reading import note_reading
from secondstory.measures.actions.say_how_it_is import say_how_it_is
from secondstory.procedures.actions.register import register
from secondstory.procedures.actions.retire import retire_procedure
from secondstory.publishing.models import Publication

A_YEAR, A_FORTNIGHT = timedelta(days=365), timedelta(days=14)


def tell_learning(story: dict[str, Any], cast: Cast, today: date, studies: dict[str, Retrospective]) -> None:
    for told in story["notes"]:
        by = cast.people[told["by"]]
        note = note_learned(
            _text(studies, told),
            by=by,
            takes=told.get("takes", ""),
            will_change=told.get("will_change", ""),
            not_understood=told.get("not_understood", ""),
            readers=told["readers"],
        )
        if told.get("asks"):
            ask_what_is_not_understood(note, by=by)
    for told in story["readings"]:
        note_reading(_text(studies, told), by=cast.people[told["by"]], today=today - A_FORTNIGHT)
    for told in story["practice"]:
        say_how_it_is(
            cast.teams[told["team"]], told["statement"], told["really"], told["trying"], by=cast.people[told["by"]]
        )
    _tell_procedures(story["procedures"], cast, today)


def _tell_procedures(told_of: list[dict[str, Any]], cast: Cast, today: date) -> None:
    made = [
        register(
            told["title"],
            told["purpose"],
            by=cast.people[told["by"]],
            teams=[cast.teams[key] for key in told["teams"]],
            since=today - told["years"] * A_YEAR,
        )
        for told in told_of
    ]
    for told, procedure in zip(told_of, made, strict=True):
        if gone := told.get("retired"):
            retire_procedure(
                procedure,
                because=gone["because"],
                by=cast.people[gone["by"]],
                made_room_for=made[gone["made_room_for"]],
            )


def _text(studies: dict[str, Retrospective], told: dict[str, Any]) -> Publication:
    return Publication.objects.get(retrospective=studies[told["text"]])
