"""``secondstory export``: files that appear whole, of what the person may read and of nothing else."""

from __future__ import annotations

import json
import os
import sys
import zipfile

import pytest
from click.testing import CliRunner
from tests import builders

from secondstory.cli.entry import main


@pytest.fixture
def run(cast, monkeypatch, tmp_path):
    monkeypatch.setenv("SECONDSTORY_PERSON", "ana@example.org")

    def ran(*words: object):
        return CliRunner().invoke(main, ["export", "--out", str(tmp_path / "out"), *map(str, words)])

    return ran


@pytest.fixture
def study(cast):
    made = builders.study(cast.ana, "How did it fall behind?")
    builders.entry(made, "It stops.")
    return made


@pytest.mark.parametrize(("form", "ending"), [("bundle", "zip"), ("markdown", "md"), ("html", "html")])
def test_each_form_is_one_file(run, study, tmp_path, form, ending):
    result = run(study.pk, "--format", form, "--json")
    path = tmp_path / "out" / f"retro-{study.pk}.{ending}"
    assert (result.exit_code, json.loads(result.stdout)["file"]) == (0, str(path))
    content = path.read_bytes()
    assert b"It stops." in content
    assert os.stat(path).st_mode & 0o077 == 0
    run(study.pk, "--format", form)
    assert path.read_bytes() == content
    assert os.listdir(path.parent) == [path.name]


def test_all_is_everything_one_may_read_and_nothing_else(run, cast, study, tmp_path):
    builders.study(cast.cy, "Cy's own")
    result = run("--all")
    assert result.exit_code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == [f"retro-{study.pk}.zip"]


def test_invariant_19_what_one_may_not_read_is_not_there(run, cast, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["secondstory", "export", "--json"])
    others = builders.study(cast.cy, "Cy's own")
    result = run(others.pk, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stderr.splitlines()[-1])["code"] == "not_found"
    assert list((tmp_path / "out").iterdir()) == []


def test_a_reader_of_the_edition_takes_the_edition_along(run, cast, tmp_path, monkeypatch):
    published = builders.publication(cast.ana, audience="organization")
    monkeypatch.setenv("SECONDSTORY_PERSON", "cy@example.org")
    assert run(published.retrospective_id, "--format", "markdown").exit_code == 0
    assert run(published.retrospective_id, "--format", "bundle").exit_code == 1


@pytest.mark.parametrize("words", [[], ["--all", "0190a6f4-8d2c-7c3e-9a41-5f0e3b1c2d4e"], ["not-an-id"]])
def test_the_words_of_the_call_name_studies_or_all(run, words):
    assert run(*words).exit_code == 2


def test_a_folder_that_cannot_be_made_is_said(run, study, tmp_path):
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(main, ["export", str(study.pk), "--out", str(tmp_path / "file" / "below")])
    assert result.exit_code == 1
    assert "Choose another one" in result.stderr


def test_a_bundle_is_a_zip_anybody_can_open(run, study, tmp_path):
    run(study.pk)
    with zipfile.ZipFile(tmp_path / "out" / f"retro-{study.pk}.zip") as archive:
        assert archive.testzip() is None
