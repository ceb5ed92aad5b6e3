"""``secondstory import``: previews without a database, exit codes that say what is open, one object a file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests import builders
from tests.exporters.a_whole_study import a_whole_study, another_installation
from tests.importers.slack_builder import an_incident

from secondstory.cli.entry import main
from secondstory.exporters.bundle.write import bundle
from secondstory.incidents.models import Incident, Retrospective
from secondstory.timeline.models import Entry

GOOD = "# Uploads stopped\n\n## Timeline\n\n- 2021-05-26 14:02 UTC It stops\n"
NO_ZONE = "# Uploads stopped\n\n## Timeline\n\n- 2021-05-26 14:02 It stops\n"


@pytest.fixture
def run(cast, monkeypatch):
    monkeypatch.setenv("SECONDSTORY_PERSON", "ana@example.org")
    monkeypatch.setenv("SECONDSTORY_SEARCH_THREAD", "0")

    def ran(*words: object) -> Result:
        return CliRunner().invoke(main, ["import", *map(str, words)])

    return ran


@pytest.fixture
def folder(tmp_path) -> Path:
    inside = tmp_path / "write-ups"
    (inside / "2021").mkdir(parents=True)
    (inside / "a.md").write_text(GOOD)
    (inside / "2021" / "b.markdown").write_text(NO_ZONE)
    (inside / ".hidden.md").write_text(GOOD)
    (inside / "picture.png").write_bytes(b"\x89PNG")
    return inside


def objects(result: Result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_folder_is_taken_in_and_what_waits_is_said_by_the_exit_code(run, folder):
    result = run(folder, "--json")
    told = {one["file"]: one for one in objects(result)}
    assert set(told) == {"a.md", "2021/b.markdown"}
    assert result.exit_code == 4
    assert told["2021/b.markdown"]["zone_needed"] is True
    assert told["a.md"]["added"] == {"sections": 1, "entries": 1}
    assert Retrospective.objects.count() == 2
    assert Entry.objects.count() == 1


def test_the_answer_ends_the_waiting(run, folder):
    run(folder)
    result = run(folder, "--zone", "Europe/Berlin")
    assert result.exit_code == 0
    assert "a.md: Already here, nothing changed." in result.stdout
    assert "2021/b.markdown: Already here; new in it: 1 section worded anew, 1 entry." in result.stdout
    assert Entry.objects.count() == 2


def test_it_says_what_waits_in_words(run, folder):
    assert "1 entry waits: no zone is named. Import it again with --zone" in run(folder).stdout


def test_one_file_that_cannot_be_read_keeps_no_other_waiting(run, folder):
    (folder / "broken.md").write_bytes(b"# Title\n\nNUL \x00 here\n")
    result = run(folder, "--json", "--zone", "UTC")
    refused = next(one for one in objects(result) if one["outcome"] == "refused")
    assert (refused["file"], refused["code"], refused["line"]) == ("broken.md", "nul_bytes", 3)
    assert result.exit_code == 1
    assert Retrospective.objects.count() == 2


def test_latin_1_is_read_and_said(run, tmp_path):
    path = tmp_path / "latin.md"
    path.write_bytes("# Störung\n\n## Summary\n\nÜberall.\n".encode("latin-1"))
    told = objects(run(path, "--json"))[0]
    assert told["title"] == "Störung"
    assert "line 1" in told["warnings"][0]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--zone", "Mars/Olympus"], "unknown_zone"),
        (["--zone", "IST"], "unknown_zone"),
        (["--date", "2021-02-30"], "no_such_day"),
        (["--from", "2021-02-30T10:00Z"], "no_such_moment"),
        (["--from", "2021-02-28T10:00"], "zone_needed"),
        (["--role", "nobody"], "no_role"),
        (["--team", "nowhere"], "not_found"),
        (["--audience", "team"], None),
        (["--as", "nobody@example.org"], "no_person"),
        (["--study", "0190a6f4-8d2c-7c3e-9a41-5f0e3b1c2d4e"], "not_found"),
    ],
)
def test_an_answer_that_says_nothing_is_refused_before_anything_is_read(run, folder, words, code, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["secondstory", "import", "--json"])
    result = run(folder, *words, "--json")
    assert result.exit_code == 1
    assert not Incident.objects.exists()
    if code:
        assert json.loads(result.stderr.splitlines()[-1])["code"] == code


@pytest.mark.parametrize("words", [["nowhere.md"], ["--format", "x"], []])
def test_words_of_the_call_that_lead_nowhere(run, words):
    result = run(*words)
    assert result.exit_code in (1, 2)
    assert result.exit_code == 1 or "Usage" in result.stderr


def test_an_empty_folder_says_what_it_looks_for(run, tmp_path):
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "Write-ups end in .md" in result.stderr


def test_a_chat_asks_for_its_channel_and_lists_them(run, tmp_path):
    path = tmp_path / "export.zip"
    path.write_bytes(an_incident().file().read())
    asked = run(path)
    assert (asked.exit_code, "--channel" in asked.stdout) == (1, True)
    listed = objects(run(path, "--dry-run", "--json"))[0]
    assert [channel["name"] for channel in listed["channels"]][:2] == ["inc-1234", "general"]
    result = run(path, "--channel", "inc-1234", "--from", "2025-01-10T19:00", "--zone", "America/New_York", "--json")
    assert (result.exit_code, objects(result)[0]["added"]) == (0, {"notes": 5, "entries": 5, "gaps": 1})


def test_a_bundle_comes_in_and_its_preview_writes_nothing(run, cast, tmp_path):
    builders.grant(cast.ana, "steward")
    with another_installation():
        content = bundle(a_whole_study(cast), cast.ana)
    path = tmp_path / "retro-1.zip"
    path.write_bytes(content)
    preview = objects(run(path, "--dry-run", "--json"))[0]
    assert (preview["file"], preview["holds"]["entries"]) == ("retro-1.zip", 4)
    assert not Retrospective.objects.exists()
    assert objects(run(path, "--json"))[0]["outcome"] == "imported"
    assert objects(run(path, "--json"))[0]["outcome"] == "unchanged"


# --- previews -------------------------------------------------------------------------------------------------


def test_a_preview_is_one_object_a_file_in_the_promised_shape(run, folder):
    result = run(folder, "--dry-run", "--json")
    told = {one["file"]: one for one in objects(result)}
    assert result.exit_code == 0
    waiting, known = told["2021/b.markdown"], told["a.md"]
    assert (waiting["zone"], waiting["zone_needed"], waiting["entries"][0]["utc"]) == (None, True, None)
    (entry,) = known["entries"]
    text = (folder / "a.md").read_text()
    assert "It stops" in text[entry["offset"] : entry["offset"] + entry["length"]]
    assert (entry["local"], entry["utc"], entry["precision"]) == (
        "2021-05-26T14:02:00",
        "2021-05-26T14:02:00Z",
        "minute",
    )
    assert {"file", "title", "date", "zone", "entries", "sections", "actions", "warnings"} <= set(known)
    assert not Retrospective.objects.exists()


def test_a_preview_needs_no_database_and_starts_no_django(folder):
    """With a database that is not there, and a look at what was loaded."""
    program = (
        "import sys\n"
        "from secondstory.cli.entry import main\n"
        "try:\n    main(['import', '--dry-run', '--json', sys.argv[1]])\n"
        "except SystemExit as left:\n    assert not left.code, left.code\n"
        "assert 'django' not in sys.modules\n"
    )
    away = os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing", "SECONDSTORY_HOME": "/dev/null/x"}
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)], capture_output=True, text=True, env=away, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 2


def test_a_preview_reads_well_in_a_terminal(run, folder):
    told = run(folder, "--dry-run").stdout
    assert "Uploads stopped" in told
    assert "2021-05-26T14:02:00 (waits)  It stops" in told
