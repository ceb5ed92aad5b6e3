"""Writes the compiled form of the rule packs, so that a check starts quickly.

python -m secondstory.language.build          write rules/<language>.json from rules/<language>/*.toml
python -m secondstory.language.build --check  say whether it is up to date, exit code 1 when it is not
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from secondstory.language.parse import RuleRefused, Written, read, spread
from secondstory.language.rules import EMPTY, FOLDER, Rule, index_of

SHARED = ("core", "why", "questions", "rewrites", "message", "level")


def word_classes(folder: Path) -> dict[str, str]:
    """``classes.toml``: each class is a list of words or pieces of pattern; braces spread as in anchors."""
    content = tomllib.loads((folder / "classes.toml").read_text(encoding="utf-8"))
    return {
        name: "|".join(word for entry in ([entries] if isinstance(entries, str) else entries) for word in spread(entry))
        for name, entries in content.items()
    }


def category_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.toml") if path.name != "classes.toml")


def written_pack(language: str = "en") -> list[Written]:
    """Every rule of a pack with its examples, tried."""
    folder = FOLDER / language
    known = word_classes(folder)
    return [
        each for path in category_files(folder) for each in read(path.read_text(encoding="utf-8"), path.name, known)
    ]


def slim(rule: Rule, shared: Mapping[str, object]) -> dict[str, object]:
    """A rule without what is empty and without what its category says already."""
    return {
        name: value
        for name, value in rule.plain().items()
        if (name in shared and shared[name] != value)
        or (name not in shared and value != EMPTY.get(name) and value != [])
    }


def pack(written: Iterable[Written], classes: Mapping[str, str]) -> dict[str, object]:
    rules = [each.rule for each in written]
    categories: dict[str, dict[str, object]] = {}
    for rule in rules:
        plain = rule.plain()
        categories.setdefault(rule.category, {name: plain[name] for name in SHARED})
    return {
        "classes": classes,
        "categories": categories,
        "index": index_of(rules),
        "rules": [slim(rule, categories[rule.category]) for rule in rules],
    }


def compiled(language: str = "en") -> str:
    content = pack(written_pack(language), word_classes(FOLDER / language))
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def languages() -> list[str]:
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and (path / "classes.toml").is_file())


def main(words: list[str]) -> int:
    try:
        fresh = {FOLDER / f"{language}.json": compiled(language) for language in languages()}
    except RuleRefused as refused:
        print(refused, file=sys.stderr)
        return 1
    stale = [
        path for path, content in fresh.items() if not path.is_file() or path.read_text(encoding="utf-8") != content
    ]
    if "--check" in words:
        for path in stale:
            print(f"{path.name} is older than its rules. Run python -m secondstory.language.build.", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.write_text(fresh[path], encoding="utf-8")
        print(f"wrote {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
