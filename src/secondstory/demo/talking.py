"""What people here say to each other about what was published, and what they read together."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.urls import reverse

from secondstory.commons.actions.follow_list import follow_list
from secondstory.commons.actions.keep_list import add_to_list, begin_list
from secondstory.commons.actions.read_together import begin_group, join_group, plan_reading, tell_influence
from secondstory.commons.actions.say import open_topic, reply, say_about
from secondstory.commons.models import Remark
from secondstory.demo.people import Cast
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.publishing.models import Publication


def tell_commons(story: dict[str, Any], cast: Cast, today: date, studies: dict[str, Retrospective]) -> None:
    for told in story["talks"]:
        _talk(told, cast, studies)
    for told in story["lists"]:
        _list(told, cast, studies)
    for told in story["groups"]:
        _group(told, cast, today, studies)


def _talk(told: dict[str, Any], cast: Cast, studies: dict[str, Retrospective]) -> None:
    if "topic" in told:
        _answers(open_topic(told["topic"], told["text"], by=cast.people[told["by"]]), told, cast)
        return
    thing = _text(studies[told["story"]]) if "story" in told else told["idea"]
    for one in told["said"]:
        _answers(say_about(thing, one["text"], by=cast.people[one["by"]]), one, cast)


def _answers(said: Remark, told: dict[str, Any], cast: Cast) -> None:
    for one in told.get("answers", ()):
        reply(said, one["text"], by=cast.people[one["by"]])


def _text(study: Retrospective) -> Publication:
    return Publication.objects.get(retrospective=study)


def _named(told: dict[str, Any], studies: dict[str, Retrospective]) -> dict[str, str]:
    """What is read, as people name it: by the address of its page, or as a work."""
    if "story" in told:
        return {"address": reverse("publication", args=[_text(studies[told["story"]]).slug])}
    for key in ("idea", "case"):
        if key in told:
            return {"address": reverse(key, args=[told[key]])}
    return {"title": told["title"], "author": told["author"]}


def _list(told: dict[str, Any], cast: Cast, studies: dict[str, Retrospective]) -> None:
    by: Person = cast.people[told["by"]]
    made = begin_list(
        told["title"], about=told["about"], by=by, audience="organization", kept_by=cast.teams[told["kept_by"]]
    )
    for one in told["items"]:
        add_to_list(made, by=by, why=one["why"], **_named(one, studies))
    for key in told["followed_by"]:
        follow_list(made, by=cast.people[key])


def _group(told: dict[str, Any], cast: Cast, today: date, studies: dict[str, Retrospective]) -> None:
    by: Person = cast.people[told["by"]]
    group = begin_group(told["name"], about=told["about"], by=by)
    for key in told["members"]:
        join_group(group, by=cast.people[key])
    for one in told["readings"]:
        at = datetime.combine(today + timedelta(days=one["days"]), time(15, 30), tzinfo=UTC)
        reading = plan_reading(group, by=by, at=at, minutes=30, why=one["why"], **_named(one, studies))
        for note in one.get("notes", ()):
            said = say_about(reading, note["text"], by=cast.people[note["by"]])
            if "led" in note:
                page = reverse("publication", args=[_text(studies[note["led"]]).slug])
                tell_influence(said, page, by=cast.people[note["by"]], shows=note["shows"])
