"""SARIF 2.1.0 (OASIS standard, 27 March 2020), for code hosts and editors.

A finding is a ``note`` (or a ``warning`` where a gate waits for an answer): wording is never an error. What an author
kept is a result with a suppression of kind ``inSource`` and its justification (§3.35), so that the reason travels along.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from secondstory.language.finding import Finding
from secondstory.language.formats.checked import Checked

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"whisper": "note", "nudge": "note", "ask": "note", "gate": "warning"}


def sarif(files: Iterable[Checked], *, version: str) -> str:
    """One run. ``version`` is the program's."""
    files = list(files)
    every = [finding for file in files for finding in _all(file)]
    rules = {finding.rule: finding for finding in every}
    places = {rule: index for index, rule in enumerate(sorted(rules))}
    run = {
        "tool": {
            "driver": {
                "name": "secondstory",
                "version": version,
                "rules": [_rule(rules[rule]) for rule in sorted(rules)],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(file.path)}} for file in files],
        "results": [result for index, file in enumerate(files) for result in _results(file, index, places)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=True) + "\n"


def _all(file: Checked) -> list[Finding]:
    return [*file.report.findings, *(kept.finding for kept in file.report.kept)]


def _rule(finding: Finding) -> dict[str, Any]:
    """What a reader learns about the rule; its level here is that of its first finding."""
    return {
        "id": finding.rule,
        "shortDescription": {"text": finding.message},
        "fullDescription": {"text": finding.why},
        "help": {"text": "\n".join(finding.questions) or finding.why},
        "defaultConfiguration": {"level": LEVELS[finding.level]},
        "properties": {"category": finding.category, "tags": ["language", "blameless"]},
    }


def _results(file: Checked, artifact: int, places: dict[str, int]) -> Iterable[dict[str, Any]]:
    seen: dict[str, int] = {}
    for finding in file.report.findings:
        yield _result(file, finding, artifact, places, seen)
    for kept in file.report.kept:
        told = {"kind": "inSource", "status": "accepted", "justification": kept.reason}
        yield _result(file, kept.finding, artifact, places, seen) | {"suppressions": [told]}


def _result(
    file: Checked, finding: Finding, artifact: int, places: dict[str, int], seen: dict[str, int]
) -> dict[str, Any]:
    end_line, end_column = file.end(finding)
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
        "snippet": {"text": _sayable(file.text[finding.start : finding.end])},
    }
    return {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": LEVELS[finding.level],
        "message": {"text": _message(finding)},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": _uri(file.path), "index": artifact}, "region": region}}
        ],
        "partialFingerprints": {"words/v1": _fingerprint(file, finding, seen)},
        "properties": {"level": finding.level, "questions": list(finding.questions)},
    }


def _message(finding: Finding) -> str:
    return " ".join([finding.message, *finding.questions[:1]])


def _fingerprint(file: Checked, finding: Finding, seen: dict[str, int]) -> str:
    """The same for the same words under the same rule, wherever they move in the file; the n-th of its kind."""
    key = f"{finding.rule}\n{file.words(finding)}"
    seen[key] = seen.get(key, 0) + 1
    digest = hashlib.sha256(f"{key}\n{seen[key]}".encode(errors="surrogatepass"))
    return digest.hexdigest()[:32]


def _uri(path: str) -> str:
    return quote(path, safe="/:~-._", errors="surrogateescape") or "-"


def _sayable(words: str) -> str:
    """JSON for the world holds no lone surrogates (RFC 8259, §8.2)."""
    return words.encode(errors="replace").decode()
