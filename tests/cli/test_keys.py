"""``secondstory keys`` names keys and shows none."""

from __future__ import annotations

import json
import os
import sys

import pytest
from click.testing import CliRunner

from secondstory.cli.entry import main
from secondstory.vault import files, keys, start


@pytest.fixture
def run(db, key_file):
    first = start.look().first
    said = []

    def ran(*words: str, answer: str = ""):
        result = CliRunner().invoke(main, ["keys", *words], input=answer)
        said.append(result.output + result.stderr)
        return result

    yield ran
    for key in (first, *files.read_file(key_file.path)):
        assert not any(key.text in words for words in said)


def test_list_names_the_key_that_seals(run, key_file):
    listed = json.loads(run("list", "--json").stdout)
    assert listed == {
        "place": str(key_file.path),
        "keys": [{"key": key_file.keys[0].name, "state": "seals", "sealed": 0}],
    }


def test_rotate_puts_another_one_in_front(run, key_file):
    before = key_file.keys
    done = json.loads(run("rotate", "--json").stdout)
    assert key_file.keys[1:] == before
    assert done == {"key": key_file.keys[0].name, "went_on": False, "sealed": 0, "closed": 0}


def test_prepare_puts_it_behind(run, key_file):
    before = key_file.keys
    done = json.loads(run("rotate", "--prepare", "--json").stdout)
    assert [key.name for key in key_file.keys] == [before[0].name, done["key"]]


def test_make_writes_a_file_of_ones_own_once(run, tmp_path):
    file = tmp_path / "mine"
    made = json.loads(run("make", str(file), "--json").stdout)
    assert [key.name for key in files.read_file(file)] == [made["key"]]
    assert os.stat(file).st_mode & 0o777 == 0o600
    before = file.read_bytes()
    again = run("make", str(file))
    assert (again.exit_code, file.read_bytes()) == (1, before)
    assert "never written over" in again.stderr


def test_retire_asks_first(run, key_file):
    old = key_file.keys[0]
    run("rotate")
    asked = run("retire", old.name, answer="n\n")
    assert asked.exit_code == 1
    assert old in key_file.keys


def test_retire_says_why_not_for_machines(run, key_file, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["secondstory", "--json"])
    result = run("retire", key_file.keys[0].name, "--yes", "--json")
    assert (result.exit_code, json.loads(result.stderr)["code"]) == (1, "key_seals")


def test_lost_says_how_much_would_stay_closed(run, key_file):
    old = key_file.keys[0]
    key_file.put(keys.make())
    assert run("rotate").exit_code == 1
    asked = run("lost", old.name, answer="y\n")
    assert "0 texts" in asked.stderr
    assert asked.exit_code == 0
    assert run("rotate").exit_code == 0
