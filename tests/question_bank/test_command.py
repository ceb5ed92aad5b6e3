"""``secondstory questions``: three for a place and a step, as text or as JSON."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from secondstory.cli.entry import main
from secondstory.question_bank.actions.retire import retire
from secondstory.question_bank.bank import built_in


def run(*words: str):
    return CliRunner().invoke(main, ["questions", *words])


@pytest.mark.requirement("R-000-36")
def test_three_lines_that_fit(db):
    result = run("--surface", "A", "--step", "3")
    lines = result.stdout.splitlines()
    texts = {question.text: question for question in built_in()}
    assert (result.exit_code, len(lines)) == (0, 3)
    assert all("3" in texts[line].steps and "A" in texts[line].surfaces for line in lines)


def test_json_is_one_object_a_line_and_a_turn_brings_others(db):
    first, second = ([json.loads(line) for line in run("--json", "--turn", turn).stdout.splitlines()] for turn in "01")
    assert len(first) == len(second) == 3
    assert not {one["key"] for one in first} & {one["key"] for one in second}
    assert set(first[0]) == {"key", "text", "purpose", "steps", "surfaces", "private", "good", "team"}


def test_a_person_has_their_teams_questions_and_nobody_else_does(cast, own):
    words = ("--surface", "X", "--purpose", "cues", "--json")
    everything = [
        run(*words, "--turn", str(turn), *who).stdout for who in ((), ("--as", "cy@example.org")) for turn in range(4)
    ]
    assert own.key not in "".join(everything)
    assert own.key in "".join(run(*words, "--turn", str(turn), "--as", "bo@example.org").stdout for turn in range(4))


def test_what_rests_for_a_team_is_not_offered_to_it(cast):
    for key in ("Q-131", "Q-132", "Q-133"):
        retire(key, because="For the test.", team=cast.storage, by=cast.ana)
    result = run("--surface", "A", "--purpose", "near miss", "--as", "bo@example.org")
    assert "No question of the bank is put there." in result.stdout


def test_a_place_that_is_not_there_is_told(db):
    result = run("--surface", "Z")
    assert result.exit_code == 2
    assert "'A', 'I', 'G', 'X', 'R', 'Rd', 'C', 'D'" in result.stderr
