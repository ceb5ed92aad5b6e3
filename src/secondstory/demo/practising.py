"""How the way of working itself is questioned here: proposals, what people told, a next version, and looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from secondstory.demo.people import Cast
from secondstory.incidents.models import Retrospective
from secondstory.practice.actions.add_words import add_words
from secondstory.practice.actions.answer import answer_proposal
from secondstory.practice.actions.draft import draft_version, review_process
from secondstory.practice.actions.look import add_practice, look_at
from secondstory.practice.actions.propose import propose
from secondstory.practice.actions.report import tell_experience
from secondstory.practice.models import Practice, Proposal
from secondstory.practice.process_words import StageWords, Words, words_of
from secondstory.practice.queries import process_now

A_MONTH = timedelta(days=30)


def tell_practice(story: dict[str, Any], cast: Cast, today: date, studies: dict[str, Retrospective]) -> None:
    people = cast.people
    for told in story["experience"]:
        tell_experience(
            by=people[told["by"]],
            way=told["way"],
            stage=told.get("stage", ""),
            worked=told.get("worked", ""),
            in_the_way=told.get("in_the_way", ""),
            study=studies[told["study"]] if "study" in told else None,
            without_name=told.get("without_name", False),
        )
    proposals = {told["what"]: _propose(told, cast, studies) for told in story["proposals"]}
    _version(story["version"], cast, today, proposals)
    for told in story["practices"]:
        practice = add_practice(
            told["name"], by=people[told["by"]], about=told["about"], look_again_on=today + told["months"] * A_MONTH
        )
        if because := told.get("retired_because"):
            look_at(practice, "retire", because, by=people[told["by"]], costs=told["costs"])
    for told in story["looks"]:
        look_at(
            Practice.objects.get(key=told["practice"]),
            told["outcome"],
            told["because"],
            by=people[told["by"]],
            helps=told["helps"],
            costs=told["costs"],
            missed=told["missed"],
            next_on=today + told["months"] * A_MONTH,
        )


def _propose(told: dict[str, Any], cast: Cast, studies: dict[str, Retrospective]) -> Proposal:
    made = propose(
        told["what"],
        told["why"],
        by=cast.people[told["by"]],
        way=told["way"],
        trouble=told["trouble"],
        about=told["about"],
        hoped_for=told.get("hoped_for", ""),
        studies=[studies[name].pk for name in told.get("studies", ())],
        without_name=told.get("without_name", False),
    )
    for word in told.get("words", ()):
        add_words(made, word["text"], by=cast.people[word["by"]])
    for answer in told.get("answers", ()):
        answer_proposal(made, answer["state"], answer["text"], by=cast.people[answer["by"]])
    return made


def _version(told: dict[str, Any], cast: Cast, today: date, proposals: dict[str, Proposal]) -> None:
    process = process_now()
    assert process is not None
    now = words_of(process)
    stages = {key: _changed(said, told["stages"].get(key, {})) for key, said in now.stages.items()}
    version = draft_version(
        Words(stages, now.write_up),
        told["why"],
        by=cast.people[told["by"]],
        from_on=today,
        adopts=[proposals[what] for what in told["adopts"]],
    )
    review_process(version, by=cast.people[told["reviewed_by"]], text=told["review"])


def _changed(said: StageWords, changed: dict[str, Any]) -> StageWords:
    return replace(said, **changed)
