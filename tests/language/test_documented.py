"""What the pages say of the engine is what was measured."""

import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.append(str(REPOSITORY / "scripts"))
language_rules = pytest.importorskip("language_rules")


def test_the_figures_of_the_explanation_are_those_of_the_benchmark() -> None:
    text = (REPOSITORY / "docs" / "explanation" / "noticing-blame.md").read_text(encoding="utf-8")
    for row in language_rules.figures_table():
        assert row in text


def test_every_rule_stands_in_the_reference() -> None:
    text = (REPOSITORY / "docs" / "reference" / "language-rules.md").read_text(encoding="utf-8")
    for written in language_rules.written_pack():
        assert f"### `{written.rule.id}`" in text
