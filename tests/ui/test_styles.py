"""The styles hold what the design promises: contrast, one file per component, nothing left behind."""

import re
from itertools import product
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[2] / "frontend" / "styles"
TOKENS = {
    name: schemes
    for name, *schemes in re.findall(
        r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", (STYLES / "tokens.css").read_text(encoding="utf-8")
    )
}
PAPERS = ("desk", "paper", "sheet")
TEXT = [
    *product(("ink", "ink-2", "ink-3", "teal", "amber", "red", "ink-plum", "ink-blue", "ink-moss"), PAPERS),
    *product(("ink", "ink-2", "ink-3", "teal", "amber"), ("amber-wash", "teal-wash")),
    ("ink", "mark"), ("on-teal", "teal"), ("on-teal", "teal-strong"), ("paper", "red"), ("paper", "ink"),
]  # fmt: skip
SHAPES = [*product(("edge", "amber-mark"), PAPERS)]


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_every_ink_can_be_read_on_every_paper(ink: str, ground: str, scheme: int) -> None:
    assert contrast(TOKENS[ink][scheme], TOKENS[ground][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_every_border_one_must_see_can_be_seen(shape: str, ground: str, scheme: int) -> None:
    assert contrast(TOKENS[shape][scheme], TOKENS[ground][scheme]) >= 3


def test_every_component_file_is_used_and_every_used_file_is_there() -> None:
    named = set(re.findall(r"components/([\w-]+)\.css", (STYLES / "main.css").read_text(encoding="utf-8")))
    assert named == {path.stem for path in (STYLES / "components").glob("*.css")}


def test_no_component_makes_its_own_color() -> None:
    for path in (STYLES / "components").glob("*.css"):
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb\(|hsl\(", path.read_text(encoding="utf-8")), path.name


def test_every_token_used_is_defined() -> None:
    sheets = {path: path.read_text(encoding="utf-8") for path in STYLES.rglob("*.css")}
    defined = set(re.findall(r"(--[\w-]+)\s*:", " ".join(sheets.values())))
    for path, sheet in sheets.items():
        assert set(re.findall(r"var\((--[\w-]+)\)", sheet)) <= defined, path.name
