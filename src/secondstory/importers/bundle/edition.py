"""An edition from elsewhere, looked at as closely as the rows beside it: it is shown as it is for good, to everybody it
is published to, so nothing may be in it that no page could tell."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any

from secondstory.importers.bundle.shape import LARGEST, SMALLEST, Place, a_moment, a_text, a_zone
from secondstory.incidents.models import MomentPrecision
from secondstory.writeup.document import Document

LONGEST_PROSE = 1_000_000
TITLE = 200


def check_document(document: Document, at: Place) -> None:
    """ImportRefused names the first place that holds something no page could tell."""
    a_text(document.title, at / "title", most=TITLE, is_line=True)
    if not document.title.strip():
        raise (at / "title").refuse("empty", "is empty, and something belongs there.")
    if document.final_at is None:
        raise (at / "final_at").wrong(None, "the moment when it became final")
    _check(document, at)


def _check(value: Any, at: Place) -> None:
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            _check_field(field.name, getattr(value, field.name), at / field.name)
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            _check(one, at / index)
    elif isinstance(value, datetime):
        a_moment(value.isoformat(), at)
    elif isinstance(value, str):
        a_text(value, at, most=LONGEST_PROSE)
    elif isinstance(value, int) and not isinstance(value, bool) and not SMALLEST <= value <= LARGEST:
        raise at.wrong(value, f"a whole number from {SMALLEST} to {LARGEST}")


def _check_field(name: str, value: Any, at: Place) -> None:
    if name == "zone":
        a_zone(value, at)
    elif name == "precision" and value not in MomentPrecision.values:
        raise at.wrong(value, f"one of {', '.join(MomentPrecision.values)}")
    else:
        _check(value, at)
