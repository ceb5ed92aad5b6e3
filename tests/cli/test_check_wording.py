"""``secondstory check``: looks at texts, says what it found in five formats, and fails only when asked to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.migrated import REPOSITORY

from secondstory.cli.entry import main

TEXT = """We were glad 🦓.\r
\r
The root cause was human error. A canary would have caught this.\r
"""
KEPT = """<!-- blame-ok human_error.label: the customer's own words -->
The answer was that it had been human error.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    page = tmp_path / "a page: 1, 50%.md"
    page.write_bytes(TEXT.encode())
    return page


def check(*words: object, text: str | bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "secondstory.cli", "check", *map(str, words)],
        input=text.encode() if isinstance(text, str) else text,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), "PYTHONUTF8": "1", **environment},
    )


def out(*words: object, text: str | bytes = b"", code: int = 0) -> str:
    done = check(*words, text=text)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode()


def test_it_says_where_the_words_are_why_and_what_to_ask(page: Path) -> None:
    said = out(page)
    assert f"{page}:3:5  ask  root_cause.asserted" in said
    assert "“would have caught”" in said
    assert "  ? " in said
    assert "3 wordings worth another look in 1 text." in said


def test_a_file_may_begin_with_a_dash_after_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-note.md").write_text("Human error caused it.")
    assert "-note.md:1:1" in out("--format", "text", "--", "-note.md")
    assert "-:1:1" in out("--", "-", text="Human error caused it.")


def test_it_reads_standard_input(page: Path) -> None:
    assert "-:1:1" in out("-", text="Human error caused it.")


def test_it_reads_the_markdown_of_a_folder_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.md", "c.png"):
        (tmp_path / name).write_text("It was human error.")
    said = json.loads(out("--format", "json", tmp_path))
    assert [Path(file["path"]).name for file in said["files"]] == ["a.md", "b.md"]


def test_nothing_found_claims_no_more_than_was_looked_at() -> None:
    assert out("-", text="The disk was full.") == "Nothing to ask about in 1 text.\n"


def test_a_language_without_rules_is_not_called_clean() -> None:
    said = out("-", "--locale", "eo", text="Estis homa eraro.")
    assert "not looked at" in said
    assert json.loads(out("-", "--locale", "eo", "--format", "json", text="x"))["files"][0]["state"] == "off"


def test_json_has_offsets_in_code_points_and_in_utf_16(page: Path) -> None:
    found = json.loads(out("--format", "json", page))["files"][0]["findings"]
    for finding in found:
        assert TEXT[finding["start"] : finding["end"]] == finding["words"]
        units = TEXT.encode("utf-16-le")
        first, last = finding["utf16"]
        assert units[2 * first : 2 * last].decode("utf-16-le") == finding["words"]
        assert TEXT.splitlines()[finding["line"] - 1][finding["column"] - 1 :].startswith(finding["words"])


def test_what_was_kept_is_listed_with_its_reason() -> None:
    said = json.loads(out("-", "--format", "json", text=KEPT))["files"][0]
    assert said["findings"] == []
    assert [kept["reason"] for kept in said["kept"]] == ["the customer's own words"]
    assert "Kept, because: the customer's own words" in out("-", text=KEPT)


def test_a_mark_without_a_reason_is_told_and_hides_nothing() -> None:
    said = json.loads(out("-", "--format", "json", text="<!-- blame-ok human_error.label: -->\nIt was human error.\n"))
    assert said["files"][0]["findings"]
    assert said["files"][0]["marks"]


def test_checkstyle_is_xml_that_parses(page: Path) -> None:
    page.write_text("A \x0b<tag> & “quote”: human error caused it, too.\n")
    root = ElementTree.fromstring(out("--format", "checkstyle", page))  # noqa: S314  # our own words
    errors = root.findall("file/error")
    assert root.find("file").get("name") == page.as_posix()
    assert errors
    assert {error.get("severity") for error in errors} == {"info"}
    assert all(int(error.get("line")) == 1 and error.get("message") and error.get("source") for error in errors)


def parsed(command: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner reads it: what is escaped in properties is written back last."""
    head, _, message = command[2:].partition("::")
    kind, _, rest = head.partition(" ")

    def plain(text: str) -> str:
        for coded, meant in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
            text = text.replace(coded, meant)
        return text

    properties = dict(pair.split("=", 1) for pair in rest.split(","))
    return kind, {name: plain(value) for name, value in properties.items()}, plain(message)


def test_github_annotations_parse_whatever_the_file_is_called(page: Path) -> None:
    lines = out("--format", "github", page).splitlines()
    kind, properties, message = parsed(lines[0])
    assert kind == "notice"
    assert properties["file"] == page.as_posix()
    assert (properties["line"], properties["col"], properties["title"]) == ("3", "5", "root_cause.asserted")
    assert message.startswith("“root cause was”")
    assert len(lines) == 3


@pytest.mark.parametrize(("level", "code"), [("gate", 0), ("ask", 1), ("nudge", 1), ("whisper", 1)])
def test_it_fails_only_from_the_level_asked_for(page: Path, level: str, code: int) -> None:
    out("--fail-on", level, page, code=code)


def test_strict_turns_the_gates_up(page: Path) -> None:
    out("--fail-on", "gate", "--preset", "strict", page, code=1)
    assert "::warning " in out("--format", "github", "--preset", "strict", page)


def test_a_rule_or_category_can_be_left_out(page: Path) -> None:
    said = out("--mute", "LF-RC", "--mute", "human_error.label", page)
    assert "1 wording worth another look" in said


def test_an_unknown_rule_is_told(page: Path) -> None:
    done = check("--mute", "nonsense", page)
    assert done.returncode == 2
    assert "There is no rule or category called “nonsense”." in done.stderr.decode()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "was not read"),
        (b"\x7fELF\0\0\0", "looks like a binary file"),
        ("ä".encode("utf-16"), "is UTF-16 text"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, content: bytes | None, says: str) -> None:
    place = tmp_path / "page.md"
    if content is not None:
        place.write_bytes(content)
    done = check(place)
    assert done.returncode == 2
    assert says in done.stderr.decode()
    assert done.stdout == b""


def test_bytes_that_are_no_utf_8_hide_nothing_else(page: Path) -> None:
    page.write_bytes(b"Caf\xe9 at night. " * 3 + b"It was human error, they said, and that was all of it.")
    assert "human_error" in out(page)


SLOW_RULE = """
[[rule]]
id = "own.slow"
category = "LF-BL"
level = "ask"
anchors = ["blame"]
pattern = '(?:blame+)+x'
message = "A message."
why = "A reason."
questions = ["A question?"]
examples = ["blamex", "blamex one", "blamex two", "blamex three", "blamex four"]
counter = ["none", "nothing", "no", "nil", "nought"]
"""


def test_a_pattern_that_could_take_for_ever_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(SLOW_RULE)
    done = check("--rules", tmp_path / "own.toml", "-", text="x")
    assert done.returncode == 2
    assert "own.slow: " in done.stderr.decode()


def test_an_own_rule_is_looked_for_beside_the_others(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(SLOW_RULE.replace("'(?:blame+)+x'", "'blamex'").replace("own.slow", "own.quick"))
    said = out("--rules", tmp_path / "own.toml", "-", text="It was human error, says blamex.")
    assert "own.quick" in said
    assert "human_error.label" in said


def test_it_starts_no_django() -> None:
    code = (
        "import sys; sys.argv = ['secondstory', 'check', '-']\n"
        "from secondstory.cli import main\n"
        "try: main()\nexcept SystemExit as end: assert not end.code, end.code\n"
        "assert not [name for name in sys.modules if name.split('.')[0] in ('django', 'allauth', 'tantivy')]"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=b"It was human error.",
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src")},
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"human error" in done.stdout


def test_texts_and_options_stand_in_any_order(page: Path) -> None:
    other = page.with_name("other.md")
    other.write_text("It was human error.")
    said = json.loads(out(page, "--format", "json", other))
    assert [Path(file["path"]).name for file in said["files"]] == [page.name, "other.md"]


def test_the_short_way_and_the_way_of_all_commands_are_one(page: Path) -> None:
    told = CliRunner().invoke(main, ["check", "--preset", "strict", str(page), "--fail-on", "gate"])
    done = check("--preset", "strict", page, "--fail-on", "gate")
    assert (told.exit_code, told.output) == (done.returncode, done.stdout.decode())
    assert told.exit_code == 1
