"""Writes the compiled form of the rule packs, so that a check starts quickly.

python -m secondstory.language.build          write rules/<language>.json from rules/<language>/*.toml
python -m secondstory.language.build --check  say whether it is up to date, exit code 1 when it is not
"""

from __future__ import annotations

import json
import sys
import tomllib
import zlib
from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path
from re import _compiler, _parser  # type: ignore[attr-defined]  # the matcher's own parser is in no stubs

from secondstory.language import quick
from secondstory.language import rules as at_work
from secondstory.language.parse import PATTERNS, RuleRefused, Written, read, spread
from secondstory.language.rules import EMPTY, NAME, Rule, index_of

FOLDER = Path(at_work.FOLDER)
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


def patterns_of(packs: Iterable[str]) -> set[str]:
    """Every pattern of the engine and of its packs, but those with open names."""
    found = set(quick.ASKED)
    for content in packs:
        pack = json.loads(content)
        found |= {pack["index"]["everywhere"], pack["index"]["in_sections"]}
        found |= {rule[field] for rule in pack["rules"] for field in PATTERNS if field in rule}
    return {pattern for pattern in found if pattern and NAME not in pattern}


def codes(patterns: Iterable[str]) -> bytes:
    """What ``quick`` reads: a line of JSON that says where each pattern is, then the matcher's code for each."""
    places: dict[str, list[object]] = {}
    chunks: list[bytes] = []
    at = 0
    for pattern in sorted(patterns):
        tree = _parser.parse(pattern, 0)
        chunk = zlib.compress(array("I", _compiler._code(tree, 0)).tobytes(), 9)
        places[quick.key_of(pattern)] = [at, len(chunk), tree.state.flags, tree.state.groups - 1, tree.state.groupdict]
        chunks.append(chunk)
        at += len(chunk)
    return json.dumps(places, separators=(",", ":"), sort_keys=True).encode() + b"\n" + b"".join(chunks)


def same_codes(one: bytes, other: bytes) -> bool:
    """Whether two files hold the same codes, however they were compressed."""

    def plain(content: bytes) -> dict[str, object]:
        head, chunks = content.split(b"\n", 1)
        return {
            key: [zlib.decompress(chunks[place[0] : place[0] + place[1]]), *place[2:]]
            for key, place in json.loads(head).items()
        }

    return one == other or (bool(one) and plain(one) == plain(other))


def main(words: list[str]) -> int:
    try:
        packs = {FOLDER / f"{language}.json": compiled(language) for language in languages()}
    except RuleRefused as refused:
        print(refused, file=sys.stderr)
        return 1
    quick_path = Path(quick.CODES)
    fresh = {path: content.encode() for path, content in packs.items()} | {
        quick_path: codes(patterns_of(packs.values()))
    }
    stale = []
    for path, content in fresh.items():
        there = path.read_bytes() if path.is_file() else b""
        if not (same_codes(there, content) if path == quick_path else there == content):
            stale.append(path)
    if "--check" in words:
        for path in stale:
            print(f"{path.name} is older than its rules. Run python -m secondstory.language.build.", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.write_bytes(fresh[path])
        print(f"wrote {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
