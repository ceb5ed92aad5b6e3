"""For a program: one JSON document. Offsets are code points; ``utf16`` has the same in UTF-16 code units."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from secondstory.language.finding import Finding
from secondstory.language.formats.checked import Checked
from secondstory.language.positions import utf16


def as_json(files: Iterable[Checked]) -> str:
    return json.dumps({"version": 1, "files": [_file(file) for file in files]}, ensure_ascii=True) + "\n"


def _file(file: Checked) -> dict[str, Any]:
    report = file.report
    return {
        "path": file.path,
        "state": report.state,
        "findings": [found(file, finding) for finding in report.findings],
        "kept": [found(file, kept.finding) | {"reason": kept.reason} for kept in report.kept],
        "marks": [
            {"line": mark.line, "column": mark.column, "mark": mark.mark, "problem": mark.problem}
            for mark in report.unexplained
        ],
    }


def found(file: Checked, finding: Finding) -> dict[str, Any]:
    end_line, end_column = file.end(finding)
    return {
        "rule": finding.rule,
        "rule_version": finding.version,
        "category": finding.category,
        "core": finding.core,
        "level": finding.level,
        "start": finding.start,
        "end": finding.end,
        "utf16": [utf16(file.text, finding.start), utf16(file.text, finding.end)],
        "line": finding.line,
        "column": finding.column,
        "end_line": end_line,
        "end_column": end_column,
        "words": file.words(finding),
        "message": finding.message,
        "why": finding.why,
        "questions": list(finding.questions),
        "rewrites": list(finding.rewrites),
    }
