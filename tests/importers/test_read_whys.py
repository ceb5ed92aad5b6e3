"""Chains of whys: one condition for each step, joined in their order, and no word lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.importers.test_plan_write_up import TEXTS, planned

from secondstory.importers.markdown import SectionKind, decode, read_write_up
from secondstory.importers.markdown.plan import plan_of

WORD = re.compile(r"\w+")
FULL, KEPT = "The disk was full", "Logs were kept"


def steps(text: str) -> list[tuple[str, str]]:
    """Text and heading of each condition."""
    return [(item.text, item.heading) for item in read_write_up(f"# T\n\n{text}\n", file="a.md").conditions]


def chains(text: str) -> list[list[str]]:
    found: dict[int | None, list[str]] = {}
    for item in read_write_up(f"# T\n\n{text}\n", file="a.md").conditions:
        found.setdefault(item.chain, []).append(item.text)
    return [texts for chain, texts in found.items() if chain is not None]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "## 5 Whys\n\n1. Why did it stop? Because the disk was full.\n2. Why was it full? Logs were kept.",
            ["Why did it stop? Because the disk was full.", "Why was it full? Logs were kept."],
        ),
        (
            f"## Root cause\n\n| Why | Answer |\n|---|---|\n| Why did it stop? | {FULL} |\n| Why was it full? | {KEPT} |",
            [f"Why did it stop? · {FULL}", f"Why was it full? · {KEPT}"],
        ),
        (
            "## Five whys\n\n- Why did it stop?\n  - Because the disk was full\n    - Why was it full?\n      - Logs were kept",
            ["Why did it stop? Because the disk was full", "Why was it full? Logs were kept"],
        ),
        (
            "## Root cause\n\n- It stopped\n  - because the disk was full\n    - because logs were kept",
            ["It stopped", "because the disk was full", "because logs were kept"],
        ),
        (
            f"## Root cause\n\nIt stopped.\nWhy? {FULL}.\nWhy? {KEPT}.",
            ["It stopped.", f"Why? {FULL}.", f"Why? {KEPT}."],
        ),
        (f"## Five Whys\n\nWhy did it stop? -> {FULL} -> {KEPT}", [f"Why did it stop? {FULL}", KEPT]),
        (f"## 5 whys\n\nWhy 1: {FULL}.\n\n2nd why: {KEPT}.", [f"Why 1: {FULL}.", f"2nd why: {KEPT}."]),
        (
            f"## RCA\n\n| Problem | Why 1 | Why 2 |\n|---|---|---|\n| It stopped | {FULL} | {KEPT} |",
            ["It stopped", FULL, KEPT],
        ),
    ],
)
def test_however_a_chain_is_written_each_step_is_one_condition(told, expected):
    assert chains(told) == [expected]
    assert [text for text, _ in steps(told)] == expected


@pytest.mark.parametrize(
    "told",
    [
        f"## 5 whys\n\n### Why did it stop?\n\n{FULL}.\n\n### Why was it full?\n\n{KEPT}.",
        f"## Root cause analysis\n\n**Why did it stop?**\n\n{FULL}.\n\n**Why was it full?**\n\n{KEPT}.",
        f"## Root cause\n\nWhy did it stop?\n\n{FULL}.\n\nWhy was it full?\n\n{KEPT}.",
    ],
)
def test_a_why_that_stands_by_itself_is_the_heading_of_what_answers_it(told):
    assert steps(told) == [(f"{FULL}.", "Why did it stop?"), (f"{KEPT}.", "Why was it full?")]
    assert chains(told) == [[f"{FULL}.", f"{KEPT}."]]


def test_two_chains_of_one_section_stay_two():
    told = "## 5 Whys\n\n### The outage\n\n1. Why A? B.\n2. Why B? C.\n\n### The alarm\n\n1. Why D? E.\n2. Why E? F."
    assert chains(told) == [["Why A? B.", "Why B? C."], ["Why D? E.", "Why E? F."]]


def test_named_causes_without_a_why_are_conditions_and_no_chain():
    told = f"## Root causes\n\n- {FULL}\n  - on both hosts\n- {KEPT}"
    assert [text for text, _ in steps(told)] == [f"{FULL}\n- on both hosts", KEPT]
    assert chains(told) == []


def test_two_causes_with_a_why_each_are_two_chains():
    told = f"## Root cause\n\n- It stopped\n  - because {FULL}\n- No alarm rang\n  - because of mail\n- Night"
    assert chains(told) == [["It stopped", f"because {FULL}"], ["No alarm rang", "because of mail"]]


def test_a_story_below_one_why_is_no_chain():
    assert chains(f"## Why did it happen?\n\n{FULL}.\n\nThen the night came.\n\n{KEPT}.") == []
    assert chains(f"## Root cause\n\n### Why did it stop?\n\n{FULL}.\n\n{KEPT}.") == []


def test_a_single_why_joins_nothing():
    assert chains(f"## Root cause\n\n- Why did it stop? {FULL}.\n- The alarm was off.") == []


def test_what_else_stands_in_a_step_stays_with_it():
    told = "## 5 whys\n\n1. Why did it stop?\n\n   ```\n   df -h\n   ```\n\n   - The disk was full\n2. Why then? Logs."
    assert chains(told) == [["Why did it stop?\ndf -h", "The disk was full", "Why then? Logs."]]


@pytest.mark.parametrize(
    "told", ["- Why?\n  - N/A", "- Why?", "- Why?\n  - ?\n    - Because", "Why?", "->", "-> Why? ->"]
)
def test_gaps_in_a_template_are_no_steps_and_stay_in_the_text(told):
    text = f"# T\n\n## 5 Whys\n\n{told}\n"
    (section,) = planned(text).sections
    words = set(WORD.findall(told))
    kept = " ".join([section.shown, *(point.text for point in planned(text).conditions)])
    assert words <= set(WORD.findall(kept))


@pytest.mark.requirement("R-004-72", "R-004-73")
def test_the_report_asks_what_is_special_about_where_the_asking_stopped():
    read = read_write_up(f"# T\n\n## Root cause\n\n- Why did it stop? {FULL}\n- Why was it full? {KEPT}\n", file="a.md")
    (asked,) = read.coaching
    assert (
        f"It ends at “Why was it full? {KEPT}”. What is special about it: do we steer it, or is it environment?"
        in asked
    )


def told_in(section_text: str, plan_text: str) -> set[str]:
    return set(WORD.findall(section_text.casefold())) - set(WORD.findall(plan_text.casefold()))


@pytest.mark.skipif(not TEXTS, reason="the corpus is not beside this checkout")
def test_of_real_write_ups_no_word_of_a_cause_is_lost():
    """What stands in a section of conditions is in a row, in a row's heading, or still in the text."""
    lost: list[tuple[str, list[str]]] = []
    for path in TEXTS:
        lost += lost_in(path)
    assert lost == []


def lost_in(path: Path) -> list[tuple[str, list[str]]]:
    text, _ = decode(path.read_bytes(), file=path.name)
    read = read_write_up(text, file=path.name)
    plan = plan_of(text, read)
    points = (*plan.conditions, *plan.ideas, *plan.questions, *plan.better, *plan.strengths)
    rows = "\n".join(f"{point.text}\n{point.more}\n{point.url}" for point in points)
    kept = "\n".join([rows, *(section.shown for section in plan.sections), *(item.heading for item in read.conditions)])
    sections = [section for section in read.sections if section.kind is SectionKind.CONDITIONS]
    bodies = [
        re.sub(r"^#+ .*$|^\*\*[^*]+\*\*:?$|<[^>]+>|^\s*\d+[.)]", "", section.body, flags=re.M) for section in sections
    ]
    return [(path.name, sorted(missing)) for body in bodies if (missing := told_in(body, kept))]
