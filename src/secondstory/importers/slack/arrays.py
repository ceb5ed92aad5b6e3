"""The JSON arrays an export is made of, element by element, each with the line it begins on."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator

from secondstory.importers.refusals import ImportRefused
from secondstory.importers.slack.shapes import Json

_SPACE = " \t\r\n"


def _number(written: str) -> float:
    value = float(written)
    if not math.isfinite(value):
        raise ValueError("a number too large to keep")
    return value


def _no_constant(written: str) -> float:
    raise ValueError(f"{written} is not JSON")


_DECODER = json.JSONDecoder(parse_float=_number, parse_constant=_no_constant)


def elements(text: str, file: str) -> Iterator[tuple[int, Json]]:
    """(line, value) for each element of a JSON array; anything else is refused with its line."""
    at = _skip(text, 0)
    if not text.startswith("[", at):
        raise _broken(text, at, file, "A list in square brackets was expected here")
    at = _skip(text, at + 1)
    if text.startswith("]", at):
        _expect_end(text, at + 1, file)
        return
    line, counted = 1, 0
    while True:
        line, counted = line + text.count("\n", counted, at), at
        value, at = _value(text, at, file)
        yield line, value
        at = _skip(text, at)
        if text.startswith("]", at):
            break
        if not text.startswith(",", at):
            raise _broken(text, at, file, "A comma or the closing bracket of the list was expected here")
        at = _skip(text, at + 1)
    _expect_end(text, at + 1, file)


def _value(text: str, at: int, file: str) -> tuple[Json, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as problem:
        raise _broken(text, problem.pos, file, problem.msg) from problem
    except (ValueError, RecursionError) as problem:
        raise _broken(text, at, file, "This element cannot be read as JSON") from problem


def _expect_end(text: str, at: int, file: str) -> None:
    end = _skip(text, at)
    if end != len(text):
        raise _broken(text, end, file, "Nothing was expected after the list")


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _broken(text: str, at: int, file: str, what: str) -> ImportRefused:
    return ImportRefused(
        "broken_json",
        f"The JSON cannot be read: {what[:1].lower()}{what[1:]}. Export again, or mend this line.",
        file=file,
        line=text.count("\n", 0, at) + 1,
    )
