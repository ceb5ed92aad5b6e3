"""Which test meets which requirement: read from the marks of the tests, so that the page cannot say what no test does.

``@pytest.mark.requirement("R-001-13")`` above a test, or ``pytestmark = pytest.mark.requirement(…)`` in a file that is
wholly about it. ``docs/requirements.yaml`` holds what was asked, in our words, what is missing of those met in part, and
what is not there yet, with why.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
ASKED = ROOT / "docs" / "requirements.yaml"


@dataclass(frozen=True)
class Mark:
    """``test`` is empty where the whole file is marked."""

    requirement: str
    file: Path
    test: str


class OutOfPlace(Exception):
    """A mark that this page would not see: elsewhere than above a test, or with something else than plain numbers."""


def is_mark(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.requirement"


def numbers(call: ast.expr) -> list[str]:
    assert isinstance(call, ast.Call)
    found = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    if not found or len(found) != len(call.args) or call.keywords:
        raise OutOfPlace(f"line {call.lineno}: write the numbers out, as in requirement('R-001-13').")
    return found


def marked(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="pytestmark")], value=value):
                marks = value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
                yield from (("", mark) for mark in marks if is_mark(mark))
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if name.startswith("test_"):
                yield from ((name, mark) for mark in node.decorator_list if is_mark(mark))


def marks_in(file: Path) -> list[Mark]:
    tree = ast.parse(file.read_text("utf-8"))
    placed = list(marked(tree))
    if len(placed) != sum(is_mark(node) for node in ast.walk(tree)):
        raise OutOfPlace(f"{file}: a requirement is marked elsewhere than above a test or in pytestmark.")
    return [Mark(number, file, test) for test, call in placed for number in numbers(call)]


def marks(folder: Path = TESTS) -> list[Mark]:
    return [mark for file in sorted(folder.rglob("test_*.py")) for mark in marks_in(file)]


def listed(name: str) -> dict[str, str]:
    """``asked``: number to words, in their order. ``in_part``: to what is missing. ``not_yet``: to why."""
    return dict(yaml.safe_load(ASKED.read_text("utf-8"))[name] or {})


def link(mark: Mark) -> str:
    path = mark.file.relative_to(ROOT).as_posix()
    said = f"{path.removeprefix('tests/')}::{mark.test}" if mark.test else f"{path.removeprefix('tests/')}, all of it"
    return f"[{said}](../../{path})"


def table(*rows: tuple[str, ...]) -> list[str]:
    head, *below = (f"| {' | '.join(row)} |" for row in rows)
    return [head, "|" + "---|" * len(rows[0]), *below, ""]


def page(generated: str) -> str:
    words, part, waiting = listed("asked"), listed("in_part"), listed("not_yet")
    held: dict[str, str] = {}
    for mark in marks():
        held[mark.requirement] = "<br>".join(filter(None, (held.get(mark.requirement), link(mark))))
    whole = [number for number in words if number in held and number not in part]
    return "\n".join(
        [
            "# What was asked, and the test that holds it",
            generated,
            "The first two texts that this was built from are a chapter on learning in daily work (000) and a lesson on"
            " blameless retrospectives (001). Each number is one thing they ask of first-person accounts and of a just way to"
            " learn; the words are ours. The tests named beside it go red when it is no longer so.",
            "",
            *table(("Asked", "In short", "Held by"), *((n, words[n], held[n]) for n in whole)),
            "## In part",
            "",
            *table(
                ("Asked", "In short", "Held by", "What is missing"),
                *((n, words[n], held.get(n, ""), part[n]) for n in words if n in part),
            ),
            "## Not yet",
            "",
            *table(("Asked", "In short", "Why not yet"), *((n, words[n], waiting[n]) for n in words if n in waiting)),
        ]
    )
