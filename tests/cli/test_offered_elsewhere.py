"""What other programs read of us: the hook for pre-commit and the action say commands that exist."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.migrated import REPOSITORY


def read(name: str) -> Any:
    return yaml.safe_load((REPOSITORY / name).read_text())


@pytest.fixture
def named(tmp_path: Path) -> dict[str, str]:
    """An environment in which ``secondstory`` is this program."""
    program = tmp_path / "bin" / "secondstory"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m secondstory.cli "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}:{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(REPOSITORY / "src")}


def test_the_hook_runs_on_the_files_it_is_given(tmp_path: Path, named: dict[str, str]) -> None:
    [hook] = read(".pre-commit-hooks.yaml")
    (tmp_path / "page.md").write_text("It was human error.")
    done = subprocess.run([*hook["entry"].split(), "page.md"], cwd=tmp_path, env=named, capture_output=True, text=True)
    assert done.returncode == 0
    assert "page.md:1:8" in done.stdout
    assert hook["types"] == ["markdown"]


@pytest.mark.parametrize(("fail_on", "code"), [("", 0), ("ask", 1)])
def test_the_action_runs_its_own_words(tmp_path: Path, named: dict[str, str], fail_on: str, code: int) -> None:
    action = read("action.yml")
    inputs = {name: said["default"] for name, said in action["inputs"].items()} | {"fail-on": fail_on}
    step = action["runs"]["steps"][-1]
    told = {name: inputs[text.split("inputs.")[1].removesuffix(" }}")] for name, text in step["env"].items()}
    (tmp_path / "page.md").write_text("It was human error.")
    done = subprocess.run(["bash", "-ec", step["run"]], cwd=tmp_path, env=named | told, capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    assert done.stdout.startswith("::notice file=page.md,line=1,")
