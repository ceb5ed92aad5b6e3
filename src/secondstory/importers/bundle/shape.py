"""One JSON value as the column it goes to; what is of another kind is refused with the place where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import models

from secondstory.importers.refusals import ImportRefused
from secondstory.incidents.moments import FIRST_YEAR, LAST_YEAR, known_zone
from secondstory.ui.text import BIDI_CONTROLS, CONTROLS, shorten, unstorable

# Texts this short are lines: titles, names, labels.
LINE = 300
LONGEST_TEXT = 1_000_000
# Far from the ends of a column: what is counted on from here still fits.
SMALLEST, LARGEST = -(2**30), 2**30
LARGEST_SMALL = 2**15 - 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: ``$.entries[3].at``."""

    file: str
    path: str = "$"

    def __truediv__(self, key: str | int) -> Place:
        return Place(self.file, f"{self.path}[{key}]" if isinstance(key, int) else f"{self.path}.{key}")

    def refuse(self, code: str, sentence: str) -> ImportRefused:
        return ImportRefused(code, f"{self.path} {sentence}", file=self.file)

    def wrong(self, value: Any, expected: str) -> ImportRefused:
        shown = shorten(str(value), 40) if isinstance(value, str | int | float) else _kind(value)
        return self.refuse("wrong_type", f"is {shown or 'an empty text'}; {expected} belongs there.")


def _kind(value: Any) -> str:
    return {dict: "an object", list: "a list", type(None): "null"}.get(type(value), type(value).__name__)


def an_object(value: Any, at: Place) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise at.wrong(value, "an object")
    return value


def a_list(value: Any, at: Place) -> list[Any]:
    if not isinstance(value, list):
        raise at.wrong(value, "a list")
    return value


def take(value: dict[str, Any], known: list[str], at: Place) -> None:
    """Every field is there, and no other."""
    for key in known:
        if key not in value:
            raise (at / key).refuse("missing_field", "is missing. Export the study again and import that file.")
    for key in value:
        if key not in known:
            shown = shorten(key, 40)
            raise (at / shown).refuse(
                "unknown_field", "is not known to this version. Import it with a newer secondstory."
            )


def a_text(value: Any, at: Place, *, most: int = LONGEST_TEXT, is_line: bool = False) -> str:
    if not isinstance(value, str):
        raise at.wrong(value, "a text")
    if sentence := unstorable(value):
        raise at.refuse("unstorable", f"cannot be stored. {sentence}")
    if len(value) > most:
        raise at.refuse("too_long", f"holds {len(value)} characters; {most} fit there.")
    marks = CONTROLS.search(value) or (BIDI_CONTROLS.search(value) if is_line else None)
    if marks:
        raise at.refuse(
            "unstorable",
            f"holds a mark that a text here cannot have (U+{ord(marks[0]):04X}, character {marks.start() + 1})."
            " Take it out and import again.",
        )
    return value


def an_id(value: Any, at: Place) -> UUID:
    if isinstance(value, str):
        try:
            found = UUID(value)
        except ValueError:
            pass
        else:
            if str(found) == value:
                return found
    raise at.wrong(value, "an id such as 0190a6f4-8d2c-7c3e-9a41-5f0e3b1c2d4e")


def a_moment(value: Any, at: Place) -> datetime:
    if isinstance(value, str):
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            found = None
        if found is not None and found.tzinfo is not None and FIRST_YEAR <= found.year <= LAST_YEAR:
            return found.astimezone(UTC)
    raise at.wrong(value, f"a moment such as 2017-01-31T23:27:00Z (years {FIRST_YEAR} to {LAST_YEAR})")


def a_day(value: Any, at: Place) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise at.wrong(value, "a day such as 2017-01-31")


def a_number(value: Any, at: Place, *, least: int = SMALLEST, most: int = LARGEST) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise at.wrong(value, f"a whole number from {least} to {most}")
    return value


def a_yes_or_no(value: Any, at: Place) -> bool:
    if not isinstance(value, bool):
        raise at.wrong(value, "true or false")
    return value


def a_zone(value: Any, at: Place) -> str:
    name = a_text(value, at, most=64, is_line=True)
    if not known_zone(name):
        raise at.wrong(name, "a zone such as UTC or Europe/Berlin")
    return name


def column(field: models.Field[Any, Any], value: Any, at: Place) -> Any:
    """The value as ``field`` stores it."""
    if value is None:
        if not field.null:
            raise at.wrong(value, "a value")
        return None
    read = _READERS.get(field.get_internal_type())
    if read is not None:
        return read(value, at)
    most = field.max_length or LONGEST_TEXT
    text = a_text(value, at, most=most, is_line=isinstance(field, models.CharField) and most <= LINE)
    if not text and not field.blank:
        raise at.refuse("empty", "is empty, and something belongs there.")
    if field.choices and text and text not in (known := [str(one) for one, _ in field.flatchoices]):
        raise at.wrong(text, f"one of {', '.join(one for one in known if one)}")
    return text


_READERS: dict[str, Callable[[Any, Place], Any]] = {
    "DateTimeField": a_moment,
    "DateField": a_day,
    "BooleanField": a_yes_or_no,
    "IntegerField": a_number,
    "PositiveIntegerField": lambda value, at: a_number(value, at, least=0),
    "PositiveSmallIntegerField": lambda value, at: a_number(value, at, least=0, most=LARGEST_SMALL),
    "UUIDField": an_id,
}
