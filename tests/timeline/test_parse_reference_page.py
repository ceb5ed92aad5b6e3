"""The page that says what is understood is right: every example on it is run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from secondstory.timeline.parse import ParsedEntry, parse_timeline

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "timeline-formats.md"
EXAMPLES = re.findall(r"```timeline\n(.*?)\n```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def said(entry: ParsedEntry) -> str:
    clock = f"{entry.clock:%H:%M}" if entry.clock else ""
    until = f"…{entry.until_clock:%H:%M}" if entry.until_clock else ""
    when = f"{entry.day or ''} {'~' if entry.approximate else ''}{clock}{until}".strip()
    return f"{when} {entry.text}".replace("\n", " / ")


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) >= 7


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[:20])
def test_the_example_gives_what_the_page_says(example: str) -> None:
    lines = example.split("\n")
    text = "\n".join(line for line in lines if not line.startswith("→ "))
    assert [said(entry) for entry in parse_timeline(text).entries] == [
        line.removeprefix("→ ") for line in lines if line.startswith("→ ")
    ]
