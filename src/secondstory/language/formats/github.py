"""Workflow commands of GitHub Actions: one ``::notice`` a finding, shown beside the line it is about.

Documented under "Workflow commands for GitHub Actions": ``%``, line ends, and in properties also ``:`` and ``,`` are
written as ``%25``, ``%0D``, ``%0A``, ``%3A``, ``%2C``. Columns are left out where a finding spans lines.
"""

from __future__ import annotations

from collections.abc import Iterable

from secondstory.language.finding import Finding
from secondstory.language.formats.checked import Checked

KINDS = {"whisper": "notice", "nudge": "notice", "ask": "notice", "gate": "warning"}


def github(files: Iterable[Checked]) -> str:
    lines = [_command(file, finding) for file in files for finding in file.report.findings]
    return "".join(line + "\n" for line in lines)


def _command(file: Checked, finding: Finding) -> str:
    end_line, end_column = file.end(finding)
    where = {"file": file.path, "line": finding.line, "endLine": end_line}
    if end_line == finding.line:
        where |= {"col": finding.column, "endColumn": end_column}
    where["title"] = finding.rule
    properties = ",".join(f"{name}={_property(value)}" for name, value in where.items())
    message = " ".join([f"“{file.words(finding)}”: {finding.message}", *finding.questions[:1]])
    return f"::{KINDS[finding.level]} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")
