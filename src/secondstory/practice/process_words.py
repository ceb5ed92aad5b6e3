"""What of the process can be written anew on a page, as plain values; and what no team changes."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from secondstory.language import check as check_words
from secondstory.people.refusals import Refusal
from secondstory.playbook.built_in import built_in, built_in_data
from secondstory.playbook.process import Process, Stage
from secondstory.writeup.anatomy import OPEN_QUESTIONS, PARTS, SUMMARY, heading_of
from secondstory.writeup.one_cause import asks_for_one_cause

LEAST_OPEN, MOST_DAYS = 2, 365
MOST_SENTENCES, LONGEST = 8, 200
MOST_SECTIONS, LONGEST_HEADING = 20, 80
# A text cannot be final without them (playbook/transitions.py).
STAY = (SUMMARY, OPEN_QUESTIONS)
# Steps without which there is no study, or that protect somebody: they stay. The others can be left out.
STEPS_STAY = ("capture", "accounts", "writeup", "review", "published")
MOST_STEPS, LONGEST_NAME = 16, 40
OF_A_PERSON, ONE_CAUSE = {"LF-HE", "LF-BL"}, "LF-RC"


@dataclass(frozen=True, slots=True)
class StageWords:
    """Only a step of the organization's ``own`` has a name that can be written anew."""

    who: str
    due_days: int | None
    min_open_days: int
    good_enough: tuple[str, ...]
    name: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """By the key of each stage, in their order; and the sections of the write-up in theirs, each by its key or, where
    the organization added it, by its heading."""

    stages: Mapping[str, StageWords] = field(default_factory=dict)
    write_up: tuple[str, ...] = ()


def words_of_stage(stage: Stage) -> StageWords:
    return StageWords(stage.who, stage.due_days, stage.min_open_days, stage.good_enough, stage.name, stage.own)


def words_of(process: Process) -> Words:
    return Words({stage.key: words_of_stage(stage) for stage in process.stages}, process.write_up)


def may_be_left_out(stage: Stage) -> bool:
    return stage.own or stage.key not in STEPS_STAY


def left_out_of(process: Process) -> list[Stage]:
    """The steps of the product that the organization left out, as they came."""
    return [stage for stage in built_in().stages if not process.has(stage.key)]


def check(words: Words, base: Process) -> None:
    """A Refusal with the field it is about, for the first thing that cannot be."""
    came = {stage.key: stage for stage in (*built_in().stages, *base.stages)}
    _check_steps(words.stages)
    for key, said in words.stages.items():
        _check_stage(key, said, review=key in came and came[key].min_open_days > 0)
    _check_sections(words.write_up)


def _check_steps(stages: Mapping[str, StageWords]) -> None:
    names = {stage.key: stage.name for stage in built_in().stages}
    if gone := [key for key in STEPS_STAY if key not in stages]:
        raise Refusal(
            f"‘{names[gone[0]]}’ stays: a study is not whole, or not safe for its people, without it.",
            code="step_stays",
        )
    of_the_product = [key for key, said in stages.items() if not said.own]
    if of_the_product != [key for key in names if key in of_the_product]:
        raise Refusal("The steps keep their order. Reload the page and send it again.", code="other_steps")
    if len(stages) > MOST_STEPS:
        raise Refusal(f"At most {MOST_STEPS} steps. Leave out those that help nobody.", code="too_many_steps")
    taken = {name.casefold() for name in names.values()}
    for key, said in stages.items():
        if said.own:
            _check_name(key, said.name, taken)
            taken.add(said.name.casefold())


def _check_name(key: str, name: str, names: set[str]) -> None:
    if not name.strip() or len(name) > LONGEST_NAME:
        raise Refusal(f"Name the step, in at most {LONGEST_NAME} characters.", field=f"{key}_name")
    if name.casefold() in names:
        raise Refusal("Another step has this name. Choose one that tells them apart.", field=f"{key}_name")
    if asks_for_one_cause(name) or aims_at_a_person(name):
        raise Refusal(
            f"‘{name}’ asks for one cause, or for a person as one, and that is what no team changes.",
            code="fixed",
            field=f"{key}_name",
        )


def _check_stage(key: str, said: StageWords, *, review: bool) -> None:
    if not said.who.strip() or len(said.who) > 80:
        raise Refusal("Say in a few words who does it, such as ‘facilitator’.", field=f"{key}_who")
    if said.due_days is not None and not 0 <= said.due_days <= MOST_DAYS:
        raise Refusal(f"Between 0 and {MOST_DAYS} working days; empty is no date.", field=f"{key}_due_days")
    if review and not LEAST_OPEN <= said.min_open_days <= MOST_DAYS:
        raise Refusal(
            f"A review is open for at least {LEAST_OPEN} working days, and that is what no team changes. Choose"
            f" {LEAST_OPEN} or more.",
            code="fixed",
            field=f"{key}_min_open_days",
        )
    if not review and said.min_open_days:
        raise Refusal("Only a review is open for a time.", code="no_minimum")
    if not said.good_enough:
        raise Refusal("Say in a sentence when it is good enough, so that people can stop.", field=f"{key}_good_enough")
    if len(said.good_enough) > MOST_SENTENCES:
        raise Refusal(f"At most {MOST_SENTENCES} sentences. Keep those that help.", field=f"{key}_good_enough")
    if any(len(one) > LONGEST for one in said.good_enough):
        raise Refusal(f"A sentence takes at most {LONGEST} characters.", field=f"{key}_good_enough")
    for one in said.good_enough:
        if names_one_cause(one) or aims_at_a_person(one):
            raise Refusal(
                f"‘{one}’ asks for one cause, or for a person as one, and that is what no team changes.",
                code="fixed",
                field=f"{key}_good_enough",
            )


def _check_sections(entries: tuple[str, ...]) -> None:
    def no(sentence: str) -> Refusal:
        return Refusal(sentence, code="other_sections", field="write_up")

    if len({heading_of(entry).casefold() for entry in entries}) != len(entries):
        raise no("Each section of the write-up stands once. Take out the one that is there twice.")
    for key in STAY:
        if key not in entries:
            raise no(f"‘{heading_of(key)}’ stays: a text is not final without it. Give it a line of its own.")
    if len(entries) > MOST_SECTIONS:
        raise no(f"At most {MOST_SECTIONS} sections. Leave out those that nobody reads.")
    for entry in entries:
        if entry in PARTS:
            continue
        if len(entry) > LONGEST_HEADING:
            raise no(f"A heading takes at most {LONGEST_HEADING} characters: ‘{entry[:40]}…’ is longer.")
        if asks_for_one_cause(entry) or aims_at_a_person(entry):
            raise no(
                f"‘{entry}’ asks for one cause, or for a person as one, and that is what no team changes. What made it"
                " possible has many sides: ‘What made it possible’ asks for all of them."
            )


def aims_at_a_person(words: str) -> bool:
    """As the language engine reads it: a person's slip as the explanation, or whose fault it is."""
    return bool(_categories(words) & OF_A_PERSON)


def names_one_cause(sentence: str) -> bool:
    """As the language engine reads it. A heading has no words around the one; ``asks_for_one_cause`` reads that."""
    return ONE_CAUSE in _categories(sentence)


def _categories(words: str) -> set[str]:
    return {str(found.category) for found in check_words(words, kind="plain", surface="writeup")}


def with_words(data: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """The stored form of the process with these words in it; all else of it stays, known here or not."""
    told = deepcopy(dict(data))
    known = built_in_data() | {stage["key"]: stage for stage in told["stages"]}
    told["stages"] = [known.get(key, {"key": key, "own": True}) for key in words.stages]
    for stage in told["stages"]:
        said = words.stages[stage["key"]]
        if said.own:
            stage["name"] = said.name
        stage["who"], stage["good_enough"] = said.who, list(said.good_enough)
        stage.pop("due", None)
        if said.due_days is not None:
            stage["due"] = {"days": said.due_days}
        stage.pop("min_open", None)
        if said.min_open_days:
            stage["min_open"] = {"days": said.min_open_days}
    told["templates"] = {**told["templates"], "write_up": list(words.write_up)}
    return told
