"""We hold our own words to what we ask of others: everything the product says passes its own engine."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from tests.own_words.pieces import Said, everything, python

from secondstory.language import report

EXEMPT = tomllib.loads((Path(__file__).parent / "exempt.toml").read_text())["exempt"]


@pytest.fixture(scope="module")
def pieces() -> list[Said]:
    return list(everything())


@pytest.fixture(scope="module")
def found(pieces: list[Said]) -> list[tuple[str, str, str]]:
    """Where, rule, words: of every piece."""
    return [
        (said.where, finding.rule, said.text[finding.start : finding.end])
        for said in pieces
        for finding in report(said.text, kind=said.kind, surface="product").findings
    ]


def is_exempt(where: str, rule: str, words: str) -> bool:
    return any(
        where.startswith(one["where"]) and rule == one["rule"] and words.lower() == one["words"].lower()
        for one in EXEMPT
    )


def test_everything_we_say_passes_our_own_engine(found: list[tuple[str, str, str]]) -> None:
    asked = [f"{where}: {rule}: “{words}”" for where, rule, words in found if not is_exempt(where, rule, words)]
    assert asked == []


def test_every_exemption_is_needed_and_says_why(found: list[tuple[str, str, str]]) -> None:
    for one in EXEMPT:
        assert len(one["reason"].split()) >= 4
        needed = [
            words
            for where, rule, words in found
            if where.startswith(one["where"]) and rule == one["rule"] and words.lower() == one["words"].lower()
        ]
        assert needed, f"Nothing at {one['where']} needs an exemption for “{one['words']}” any more."


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        ("template", "review/templates/"),
        ("code", "/people/"),
        ("script", "frontend/behaviours/"),
        ("document", "docs/how-to/"),
        ("data", "demo/stories/"),
        ("rule", "rule counterfactual."),
    ],
)
def test_every_kind_of_speech_is_heard(pieces: list[Said], kind: str, where: str) -> None:
    """So that the test above cannot pass because nothing was read."""
    assert sum(where in said.where for said in pieces) > 5, kind


def test_a_sentence_of_ours_that_blames_would_be_heard() -> None:
    said = next(python())
    assert report(f"{said.text} It was human error.", kind="plain", surface="product").findings
