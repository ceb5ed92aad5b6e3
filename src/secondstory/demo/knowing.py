"""How work is done here and the signs people go by, told by each of them; and 'ask me about this'."""

from __future__ import annotations

from typing import Any

from secondstory.analysis.actions.cues import tell_cue
from secondstory.analysis.actions.how_we_know import add_way
from secondstory.analysis.actions.offer_to_talk import offer_to_talk
from secondstory.analysis.actions.work_notes import tell_work_note
from secondstory.demo.people import Cast
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person


def tell_known(story: dict[str, Any], cast: Cast) -> None:
    """What people know with no study and no incident."""
    for told in story["work_notes"]:
        tell_work(told, cast, by=cast.people[told["by"]])
    for told in story["cues"]:
        tell_sign(told, cast, by=cast.people[told["by"]])


def tell_work(told: dict[str, Any], cast: Cast, *, by: Person, study: Retrospective | None = None) -> None:
    note = tell_work_note(
        told["topic"],
        told["done"],
        by=by,
        study=study,
        imagined=told.get("imagined", ""),
        constraints=told.get("constraints", ""),
        source=told.get("source", ""),
        themes=told.get("themes", ()),
        artefacts=[(made["kind"], made["text"]) for made in told.get("artefacts", ())],
        services=[cast.services[name] for name in told.get("services", ())],
    )
    for way in told.get("ways", ()):
        add_way(note, way["kind"], by=by, who=way.get("who", ""), says=way.get("says", ""))
    if told.get("ask_me"):
        offer_to_talk(note, told["ask_me"], by=by)


def tell_sign(told: dict[str, Any], cast: Cast, *, by: Person, study: Retrospective | None = None) -> None:
    cue = tell_cue(
        told["text"],
        by=by,
        study=study,
        kind=told["kind"],
        tells=told.get("tells", ""),
        domain=told.get("domain", ""),
        services=[cast.services[name] for name in told.get("services", ())],
    )
    if told.get("ask_me"):
        offer_to_talk(cue, told["ask_me"], by=by)
