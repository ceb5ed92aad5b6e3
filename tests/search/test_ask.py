"""Every text is a question; none is a mistake."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.search.ask import LONGEST, MOST, read


def needed(text: str) -> list[list[str]]:
    return [[" ".join(row) for row in rows] for rows in read(text).needed]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("copy silent", [["copi"], ["silent"]]),
        ('"printed nothing"', [["print noth"]]),
        ("“printed nothing”", [["print noth"]]),
        ("dump OR snapshot", [["dump", "snapshot"]]),
        ("dump | snapshot alarm", [["dump", "snapshot"], ["alarm"]]),
        ("Größe", [["gross"]]),
        ("pg_basebackup", [["pg basebackup"]]),
        ("svc-003", [["svc 003"]]),
        ("error: timeout", [["error"], ["timeout"]]),
        ("https://example.org/a?b=c", [["https exampl org a b c"]]),
        ("--verbose", [["verbos"]]),
        ("the copy of it", [["copi"]]),
        ("the", [["the"]]),
        ('"the who"', [["the who"]]),
        ('an unfinished "quote goes on', [["unfinish"], ["quot goe on"]]),
        ("OR dump", [["dump"]]),
        ("dump OR", [["dump"]]),
        ("(dump AND [snapshot}", [["dump"], ["snapshot"]]),
        ("!!! ??? -", []),
        ("", []),
    ],
)
def test_it_reads(text: str, parts: list[list[str]]) -> None:
    assert needed(text) == parts


def test_a_minus_leaves_out() -> None:
    assert read("alarm -staging").without == (("stage",),)


def test_only_leaving_out_asks_for_nothing() -> None:
    assert not read("-staging")


def test_the_same_word_twice_is_one_alternative() -> None:
    assert needed("dump OR dumps") == [["dump"]]


def test_a_page_of_text_is_cut() -> None:
    assert len(read("word " * LONGEST).needed) <= MOST


@given(st.text(max_size=600))
def test_no_text_is_a_mistake(text: str) -> None:
    read(text)


@given(st.text(alphabet='"-|()[]{}:~^*?\\/+ \x00\ud800aOR', max_size=60))
def test_nothing_made_of_signs_is_a_mistake(text: str) -> None:
    read(text)
