"""The engine is a library of its own: importing it and reading with it needs the standard library, and not much of that."""

import os
import subprocess
import sys
from pathlib import Path

from secondstory.language import load_rules, quick
from secondstory.language.rules import NAME

SOURCE = Path(__file__).resolve().parents[2] / "src"
HEAVY = (
    "django",
    "yaml",
    "click",
    "tomllib",
    "asyncio",
    "email",
    "typing",
    "pathlib",
    "hashlib",
    "subprocess",
    "logging",
)
PROGRAM = f"""
import sys
before = set(sys.modules)
from secondstory.language import check
assert check("A canary would have caught this.")
print(*sorted({{name for name in set(sys.modules) - before if name.split('.')[0] in {HEAVY!r}}}))
"""


def test_it_reads_without_django_and_without_anything_heavy() -> None:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    # -S: what the installation itself imports at its start is not ours.
    done = subprocess.run([sys.executable, "-S", "-c", PROGRAM], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_patterns_made_quickly_are_the_same_patterns() -> None:
    assert quick.PLACES, "there is no file of codes for this Python; run python -m secondstory.language.build"
    text = "we should have been told, said the team. the root cause was human error; had we known! " * 3
    for rule in load_rules():
        if NAME in rule.pattern:
            continue
        for field in ("pattern", "unless", "unless_sentence", "also"):
            pattern = getattr(rule, field)
            quickly, slowly = quick.ready(pattern), quick.re.compile(pattern)
            assert (quickly.groups, quickly.groupindex, quickly.flags) == (
                slowly.groups,
                slowly.groupindex,
                slowly.flags,
            )
            assert [m.span() for m in quickly.finditer(text)] == [m.span() for m in slowly.finditer(text)], (
                rule.id,
                field,
            )


def test_without_the_file_it_is_slower_and_no_different(tmp_path: Path) -> None:
    assert quick.opened(str(tmp_path / "none.bin")) == ({}, b"")
    broken = tmp_path / "broken.bin"
    broken.write_bytes(b"\x00\x01")
    assert quick.opened(str(broken)) == ({}, b"")
    assert quick.ready(r"never seen (\w+)").groups == 1


def test_its_command_needs_no_package_but_its_own() -> None:
    """-S: there is nothing to import but the standard library and what PYTHONPATH leads to."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-S", "-m", "secondstory.language", "-", "--fail-on", "ask"],
        input=b"It was human error.",
        capture_output=True,
        env=environment,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"-:1:8  ask" in done.stdout
