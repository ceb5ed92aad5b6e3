"""Patterns that are ready at once: the code that Python's matcher makes of them, kept in a file beside the rules.

Compiling the engine's patterns takes a fifth of a second; a page is read in a few thousandths. The code belongs to one version of
the matcher (``_sre.MAGIC``); where there is no file for it, or a pattern is not in it, the pattern is compiled as always. Nothing
but time depends on the file: ``build`` writes it, a test compares.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]  # the matcher is in no stubs
import json
import os
import re
import sys
import zlib
from array import array

CODES = os.path.join(os.path.dirname(__file__), "rules", f"codes-{_sre.MAGIC}-{sys.byteorder}.bin")
ASKED: set[str] = set()  # the engine's own patterns, for ``build``


def key_of(pattern: str) -> str:
    return f"{zlib.crc32(pattern.encode('utf-8', 'surrogatepass')):08x}{len(pattern):x}"


def opened(path: str) -> tuple[dict[str, list[object]], bytes]:
    """Where each pattern is, and the codes. A file that is none is as good as no file."""
    try:
        with open(path, "rb") as file:
            head, codes = file.read().split(b"\n", 1)
        return json.loads(head), codes
    except (OSError, ValueError):
        return {}, b""


PLACES, KEPT = opened(CODES)


def ready(pattern: str) -> re.Pattern[str]:
    """``re.compile(pattern)``, sooner."""
    place = PLACES.get(key_of(pattern))
    if place is None:
        return re.compile(pattern)
    return from_code(pattern, place, KEPT)


def own(pattern: str) -> re.Pattern[str]:
    """A pattern of the engine itself: ready, and known to ``build``."""
    ASKED.add(pattern)
    return ready(pattern)


def from_code(pattern: str, place: list[object], codes: bytes) -> re.Pattern[str]:
    start, length, flags, groups, names = place
    assert isinstance(start, int)
    assert isinstance(length, int)
    assert isinstance(groups, int)
    assert isinstance(names, dict)
    code = array("I", zlib.decompress(codes[start : start + length])).tolist()
    of_group: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        of_group[number] = name
    made: re.Pattern[str] = _sre.compile(pattern, flags, code, groups, names, tuple(of_group))
    return made
