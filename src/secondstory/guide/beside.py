"""Which page of the guide stands beside which page of the product."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from django.urls import reverse

from secondstory.guide.pages import pages
from secondstory.ui.help import Help


@cache
def beside() -> dict[str, tuple[str, str]]:
    """By the name of an address: shelf and key of the page that is about it."""
    told = tomllib.loads(files("secondstory.guide").joinpath("beside.toml").read_text(encoding="utf-8"))
    return {name: (shelf, key) for shelf, by_key in told.items() for key, names in by_key.items() for name in names}


def about(url_name: str) -> Help | None:
    where = beside().get(url_name)
    return Help(pages()[where].name, reverse("guide-page", args=where)) if where else None
