"""For a person at a terminal: where, the words, why, and what one might ask instead."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from secondstory.language.finding import Finding
from secondstory.language.formats.checked import Checked

QUESTIONS = 2


def as_text(files: Iterable[Checked]) -> str:
    files = list(files)
    blocks = list(chain.from_iterable(_blocks(file) for file in files))
    return "\n\n".join([*blocks, _closing(files)]) + "\n"


def _blocks(file: Checked) -> Iterable[str]:
    if file.report.state == "off":
        yield f"{file.path}: not looked at. There are no rules for this language yet."
    for finding in file.report.findings:
        yield _block(file, finding)
    for kept in file.report.kept:
        where = f"{file.path}:{kept.finding.line}:{kept.finding.column}"
        yield f"{where}  kept  {kept.finding.rule}\n  “{file.words(kept.finding)}”\n  Kept, because: {kept.reason}"
    for mark in file.report.unexplained:
        yield f"{file.path}:{mark.line}:{mark.column}  {mark.problem}"


def _block(file: Checked, finding: Finding) -> str:
    lines = [
        f"{file.path}:{finding.line}:{finding.column}  {finding.level}  {finding.rule}",
        f"  “{file.words(finding)}”",
        f"  {finding.message}",
        *(f"  ? {question}" for question in finding.questions[:QUESTIONS]),
        *(f"  → {rewrite}" for rewrite in finding.rewrites[:1]),
    ]
    return "\n".join(lines)


def _closing(files: list[Checked]) -> str:
    """A closing line that claims no more than what was looked at."""
    looked = [file for file in files if file.report.state == "on"]
    found = sum(len(file.report.findings) for file in looked)
    kept = sum(len(file.report.kept) for file in looked)
    words = "1 wording" if found == 1 else f"{found} wordings"
    where = "1 text" if len(looked) == 1 else f"{len(looked)} texts"
    said = f"{words} worth another look in {where}." if found else f"Nothing to ask about in {where}."
    return said + (f" {kept} kept with a reason." if kept else "")
