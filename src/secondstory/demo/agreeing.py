"""Where people here draw the line: written, reviewed by others who do the work, published or waiting."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from secondstory.agreements.actions.publish import publish_version
from secondstory.agreements.actions.review import review_version
from secondstory.agreements.actions.write import begin_agreement, write_version
from secondstory.agreements.examples import Example
from secondstory.agreements.models import AgreementVersion
from secondstory.analysis.models import WorkNote
from secondstory.demo.people import Cast
from secondstory.incidents.models import Retrospective

A_MONTH = timedelta(days=30)


def tell_agreements(story: dict[str, Any], cast: Cast, today: date, studies: dict[str, Retrospective]) -> None:
    for told in story["agreements"]:
        version = begin_agreement(
            told["title"],
            told["text"],
            by=cast.people[told["by"]],
            teams=[cast.teams[key] for key in told.get("teams", ())],
            is_for_all=told.get("for_all", False),
            look_again_on=today + told["months"] * A_MONTH,
            examples=_examples(told, studies),
        )
        _then(version, told, cast)
        if following := told.get("next"):
            version = write_version(
                version.agreement,
                following["title"],
                following["text"],
                by=cast.people[following["by"]],
                why=following["why"],
                look_again_on=today + following["months"] * A_MONTH,
                examples=_examples(following, studies),
            )
            _then(version, following, cast)


def _then(version: AgreementVersion, told: dict[str, Any], cast: Cast) -> None:
    for said in told.get("reviews", ()):
        review_version(version, is_so=said["is_so"], text=said.get("text", ""), by=cast.people[said["by"]])
    if told.get("publish"):
        publish_version(version, by=cast.people[told["by"]], audience=told["publish"])


def _examples(told: dict[str, Any], studies: dict[str, Retrospective]) -> list[Example]:
    return [
        Example(work_note_id=WorkNote.objects.get(topic=one["work_note"]).pk, shows=one["shows"])
        if "work_note" in one
        else Example(study_id=studies[one["story"]].pk, shows=one["shows"])
        for one in told.get("examples", ())
    ]
