"""All types in the order the results page shows them."""

from __future__ import annotations

from secondstory.publishing.findable import (
    incidents,
    mysteries,
    notes,
    publications,
    recommendations,
    signals,
    studies,
)
from secondstory.publishing.findable.findable import Findable
from secondstory.search.sources import source

FINDABLES: dict[str, Findable] = {
    module.FINDABLE.type: module.FINDABLE
    for module in (publications, mysteries, recommendations, studies, incidents, signals, notes)
}


def connect() -> None:
    """Called by config/wiring.py."""
    for findable in FINDABLES.values():
        source(findable.source)
