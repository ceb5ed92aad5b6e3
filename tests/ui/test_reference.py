"""The reference page names everything a page can use."""

import re
from pathlib import Path

from secondstory.ui.templatetags.ui import register

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reference/interface-components.md").read_text(encoding="utf-8")
TEMPLATES = ROOT / "src/secondstory/ui/templates/ui"


def test_every_tag_and_filter_is_described() -> None:
    assert not [name for name in register.tags if f"{{% {name}" not in PAGE]
    assert not [name for name in register.filters if f"|{name}" not in PAGE]


def test_every_partial_and_layout_is_described() -> None:
    assert not [path.name for path in TEMPLATES.glob("*.html") if f"ui/{path.name}" not in PAGE]


def test_every_behavior_is_described_and_tested() -> None:
    folder = ROOT / "frontend/behaviours"
    for path in folder.glob("*.ts"):
        name = path.name.removesuffix(".ts").removesuffix(".test")
        assert f"| `{name}` |" in PAGE
        assert (folder / f"{name}.test.ts").exists()


def test_every_behavior_the_templates_name_is_there() -> None:
    files = {path.stem for path in (ROOT / "frontend/behaviours").glob("*.ts")}
    for path in (ROOT / "src/secondstory").rglob("*.html"):
        for names in re.findall(r'data-behaviour="([^"{]+)"', path.read_text(encoding="utf-8")):
            assert set(names.split()) <= files, path.name
