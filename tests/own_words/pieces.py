"""Everything this product says to people, piece by piece, with where it says it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml
from tests.migrated import REPOSITORY

from secondstory.language import load_rules

SOURCE = REPOSITORY / "src" / "secondstory"
TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}|\{\{.*?\}\}", re.S)
# Words of others that are looked for in what is imported, and the rules' own patterns: data, not speech.
NOT_SPEECH = ("importers/", "language/", "migrations/", "timeline/parse/")
SPOKEN_ATTRIBUTES = {"title", "placeholder", "aria-label", "alt", "content", "data-confirm"}
SCRIPT_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
COMMENT = re.compile(r"^\s*(?://|\*|/\*).*$", re.M)


@dataclass(frozen=True, slots=True)
class Said:
    where: str
    text: str
    kind: str = "plain"


def everything() -> Iterator[Said]:
    yield from templates()
    yield from python()
    yield from scripts()
    yield from documents()
    yield from data()
    yield from rules()


def _name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def is_speech(text: str) -> bool:
    """Three words or more, as people write them; no pattern that looks for words of others."""
    if "(?:" in text or "\\b" in text:
        return False
    return len(re.findall(r"[A-Za-z’']{2,}", text)) >= 3 and " " in text.strip()


class Spoken(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces += [value for name, value in attrs if name in SPOKEN_ATTRIBUTES and value]

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def templates() -> Iterator[Said]:
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        reader = Spoken()
        reader.feed(TAG.sub(" ", path.read_text()))
        yield from (Said(_name(path), " ".join(piece.split())) for piece in reader.pieces if is_speech(piece))
    for path in sorted(SOURCE.rglob("templates/**/*.txt")):
        yield Said(_name(path), TAG.sub(" ", path.read_text()))


def python() -> Iterator[Said]:
    """Sentences in code: refusals, labels, help. Docstrings speak to those who read the code."""
    for path in sorted(SOURCE.rglob("*.py")):
        inside = path.relative_to(SOURCE).as_posix()
        if any(part in inside for part in NOT_SPEECH):
            continue
        tree = ast.parse(path.read_text())
        silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in silent
                and is_speech(node.value)
            ):
                yield Said(f"{_name(path)}:{node.lineno}", node.value)


def scripts() -> Iterator[Said]:
    for path in sorted((REPOSITORY / "frontend").rglob("*.ts")):
        if "node_modules" in path.parts or path.name.endswith(".test.ts"):
            continue
        for match in SCRIPT_STRING.finditer(COMMENT.sub("", path.read_text())):
            text = match[1] or match[2] or ""
            if is_speech(text):
                yield Said(_name(path), text)


def documents() -> Iterator[Said]:
    for path in sorted([*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")]):
        yield Said(_name(path), path.read_text(), "markdown")


def data() -> Iterator[Said]:
    for path in sorted([*SOURCE.rglob("*.yaml"), *SOURCE.rglob("*.yml"), *SOURCE.rglob("*.csv")]):
        text = path.read_text()
        pieces = text.splitlines() if path.suffix == ".csv" else _strings(yaml.safe_load(text))
        yield from (Said(_name(path), piece, "markdown") for piece in pieces if is_speech(piece))
    for name in ("cards", "cases"):
        told = SOURCE / "concepts" / f"{name}.toml"
        yield from (Said(_name(told), piece, "plain") for piece in _strings(tomllib.loads(told.read_text())))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def rules() -> Iterator[Said]:
    """What a finding says to its reader. ``why`` tells about the words themselves, so it may name them."""
    for rule in load_rules():
        for text in (rule.message, *rule.questions, *rule.rewrites):
            yield Said(f"rule {rule.id}", text)
