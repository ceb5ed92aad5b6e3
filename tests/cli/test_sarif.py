"""SARIF: valid by the standard, exact in its places, and the reason for what was kept goes along."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.sarif_as_the_standard_says import LOG

from secondstory.language import report
from secondstory.language.formats import Checked
from secondstory.language.formats.sarif import sarif

TEXT = (
    "We were glad 🦓.\r\n\r\nThe root cause was human error.\r\n\r\n"
    "<!-- blame-ok LF-CF: the customer said so -->\r\nA canary would have caught this.\r\n"
)


def written(*texts: str, path: str = "docs/a page.md", preset: str = "standard") -> dict[str, Any]:
    log: dict[str, Any] = json.loads(
        sarif([Checked(path, text, report(text, preset=preset)) for text in texts], version="1.2.3")
    )
    jsonschema.validate(log, LOG)
    return log


def test_it_is_valid_and_every_result_has_its_rule() -> None:
    run = written(TEXT)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert run["results"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_places_are_exact() -> None:
    for result in written(TEXT)["runs"][0]["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        words = region["snippet"]["text"]
        assert TEXT[region["charOffset"] : region["charOffset"] + region["charLength"]] == words
        line = TEXT.split("\n")[region["startLine"] - 1]
        assert region["startLine"] == region["endLine"]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == words


def test_what_was_kept_is_suppressed_with_its_reason() -> None:
    kept = [result for result in written(TEXT)["runs"][0]["results"] if "suppressions" in result]
    assert [one["suppressions"][0]["justification"] for one in kept] == ["the customer said so"]


def test_wording_is_never_an_error() -> None:
    levels = {result["level"] for result in written(TEXT, preset="strict")["runs"][0]["results"]}
    assert levels == {"note", "warning"}


def test_a_fingerprint_stays_when_the_words_move() -> None:
    def prints(text: str) -> set[str]:
        return {result["partialFingerprints"]["words/v1"] for result in written(text)["runs"][0]["results"]}

    assert prints(TEXT) == prints("Something before.\n\n" + TEXT)
    assert len(prints("It was human error.\n\nIt was human error.\n")) == 2


@pytest.mark.parametrize("path", ["a b.md", "ä/ü.md", "50%.md", "a#b?.md", "\udcff.md"])
def test_any_path_is_a_uri(path: str) -> None:
    uri = written("It was human error.", path=path)["runs"][0]["artifacts"][0]["location"]["uri"]
    assert uri.isascii()
    assert not set(uri) & set(" #?")


@given(st.lists(st.sampled_from(["It was human error. ", "\udcff ", "🦓", "\r\n", "\0", "`", "> ", "\x85"])))
def test_any_text_gives_a_valid_report(pieces: list[str]) -> None:
    written("".join(pieces))
