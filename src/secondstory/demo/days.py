"""Two weeks of notes and signals, counted back from today."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from secondstory.demo.people import Cast
from secondstory.incidents.actions.keep_watching import keep_watching
from secondstory.incidents.actions.promote import promote
from secondstory.incidents.actions.raise_signal import raise_signal
from secondstory.incidents.actions.reply_to_signal import reply_to_signal
from secondstory.incidents.actions.write_note import write_note
from secondstory.incidents.models import Incident
from secondstory.incidents.moments import Moment, read_moment

ZONE = "Europe/Lisbon"


def _moment(told: dict[str, Any], today: date) -> Moment:
    return read_moment(f"{today - timedelta(days=told['days'])} {told['at']}", ZONE)


def tell_days(story: dict[str, Any], cast: Cast, today: date) -> dict[str, Incident]:
    """Notes and signals as told; the incidents that signals became, by the name of their story."""
    for told in story["notes"]:
        write_note(
            told["text"],
            by=cast.people[told["by"]],
            at=_moment(told, today).at,
            audience=told.get("audience", "team"),
        )
    promoted = {}
    for told in story["signals"]:
        by = cast.people[told["by"] or "jonah"]
        signal = raise_signal(
            told["text"],
            by=by,
            kind=told["kind"],
            seen=_moment(told, today),
            audience=told["audience"],
            team=cast.teams[told["team"]] if told.get("team") else None,
            anonymous=told["by"] is None,
        )
        if told.get("reply"):
            reply_to_signal(signal, told["reply"], by=cast.people["ines"])
        if told.get("then") == "keep_watching":
            keep_watching(signal, by=cast.people["ines"])
        if told.get("promote"):
            promoted[told["promote"]] = promote([signal], by=by)
    return promoted
