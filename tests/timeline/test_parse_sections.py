"""Real sections, where the corpus is at hand: the benchmark's forty and its promise about zones."""

from __future__ import annotations

import pytest
from benchmarks.timeline_sections import TARGET, corpus_folder, guessed_zones, read_key, read_sections, score

from secondstory.timeline.parse import parse_timeline

FOLDER = corpus_folder()
pytestmark = pytest.mark.skipif(FOLDER is None, reason="the corpus is not beside the checkout")


def test_enough_of_the_sections_are_wholly_right() -> None:
    assert FOLDER is not None
    sections = {section["id"]: section for section in read_sections(FOLDER)}
    key = read_key()
    assert len(key) == 40
    right = [
        name for name, expected in key.items() if not score(expected, parse_timeline(sections[name]["text"])).wrong
    ]
    assert len(right) >= TARGET * len(key)


def test_no_zone_is_guessed_in_any_section() -> None:
    assert FOLDER is not None
    assert [guessed_zones(section, parse_timeline(section["text"])) for section in read_sections(FOLDER)] == [[]] * 140
