"""The documentation, as it came with this version: read where the work is done, without another site or a network.

An installed package carries the pages with it; a checkout reads them where they are written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
# In the order in which the contents list them; what the documentation's own pages are about is left to whoever builds it.
SHELVES = {
    "tutorial": "Learn",
    "how-to": "Do",
    "explanation": "Understand",
    "reference": "Look up",
}
NOT_FOR_READERS = {("explanation", "pictures"), ("reference", "interface-components")}
# Where one begins, on a shelf where the alphabet is no order.
FIRST = {"tutorial": ("your-first-study",)}


@dataclass(frozen=True, slots=True)
class Page:
    """``text`` is Markdown without its title."""

    shelf: str
    key: str
    name: str
    text: str

    @property
    def shelf_name(self) -> str:
        return SHELVES[self.shelf]


def folder() -> Path:
    """Beside this file in an installed package, else the checkout's own."""
    packaged = HERE / "pages"
    return packaged if packaged.is_dir() else HERE.parents[2] / "docs"


@cache
def pages() -> dict[tuple[str, str], Page]:
    """By shelf and key, in the order of the contents."""
    found = {}
    for shelf in SHELVES:
        first = FIRST.get(shelf, ())
        paths = sorted((folder() / shelf).glob("*.md"), key=lambda path: (path.stem not in first, path.stem))
        for path in paths:
            if (shelf, path.stem) not in NOT_FOR_READERS:
                found[shelf, path.stem] = _page(shelf, path)
    return found


def shelves() -> list[tuple[str, list[Page]]]:
    """The contents: the name of each shelf with its pages."""
    return [(name, [page for page in pages().values() if page.shelf == shelf]) for shelf, name in SHELVES.items()]


@cache
def pictures() -> dict[tuple[str, str], Path]:
    """By shelf and file name: only what lies beside the pages can be asked for."""
    return {(shelf, path.name): path for shelf in SHELVES for path in (folder() / shelf / "pictures").glob("*.png")}


def _page(shelf: str, path: Path) -> Page:
    head, _, text = path.read_text(encoding="utf-8").partition("\n")
    return Page(shelf, path.stem, head.removeprefix("# ").strip(), re.sub(r"<!--.*?-->", "", text, flags=re.S).strip())
