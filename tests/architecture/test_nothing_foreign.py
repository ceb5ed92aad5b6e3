"""The project holds no address of a package host and no path of one machine."""

import re
import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
HOST = re.compile(
    r"(?:--(?:extra-)?index-url|\"resolved\": *\"https?:|registry *= *\"?https?:|https?://[^ \"']*/simple(?:/|\b))"
)
PATH = re.compile(r"(?<![\w.])/(?:root|home|Users)/[a-z]\w*")


def texts():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout
    for name in filter(None, listed.split("\0")):
        path = REPOSITORY / name
        if path.suffix in {
            ".py",
            ".md",
            ".toml",
            ".json",
            ".yaml",
            ".yml",
            ".txt",
            ".lock",
            ".ts",
            ".html",
            ".css",
            "",
        }:
            try:
                yield name, path.read_text()
            except (UnicodeDecodeError, FileNotFoundError):
                continue


def test_no_package_host_and_no_path_of_a_machine():
    mine = "tests/architecture/test_nothing_foreign.py"
    found = [name for name, text in texts() if name != mine and (HOST.search(text) or PATH.search(text))]
    assert found == []


def test_it_would_see_one():
    assert HOST.search("--index-url https://host/simple")
    assert PATH.search("in /root/project")
