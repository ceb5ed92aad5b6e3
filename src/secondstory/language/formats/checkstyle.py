"""Checkstyle's XML, which most build servers read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from secondstory.language.finding import Finding
from secondstory.language.formats.checked import Checked

SEVERITIES = {"whisper": "info", "nudge": "info", "ask": "info", "gate": "warning"}
# What XML 1.0 cannot hold, however it is written (§2.2).
UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def checkstyle(files: Iterable[Checked], *, version: str) -> str:
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', f"<checkstyle version={_attribute(version)}>"]
    for file in files:
        parts.append(f"<file name={_attribute(file.path)}>")
        parts += [_line(file, finding) for finding in file.report.findings]
        parts.append("</file>")
    return "\n".join([*parts, "</checkstyle>"]) + "\n"


def _line(file: Checked, finding: Finding) -> str:
    message = " ".join([f"“{file.words(finding)}”: {finding.message}", *finding.questions[:1]])
    told = {
        "line": finding.line,
        "column": finding.column,
        "severity": SEVERITIES[finding.level],
        "message": message,
        "source": f"secondstory.{finding.rule}",
    }
    return "<error " + " ".join(f"{name}={_attribute(value)}" for name, value in told.items()) + "/>"


def _attribute(value: object) -> str:
    return quoteattr(UNSAYABLE.sub("\ufffd", str(value)))
