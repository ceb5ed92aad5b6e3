"""A picture from plain values: drawn once, remembered a while by what it shows."""

from __future__ import annotations

import atexit
import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from threading import Lock
from time import monotonic

from secondstory.ui import assets
from secondstory.ui.drawing.room import NoPicture, Room, TooLong

SCRIPT = "structure-engine.js"
PATIENCE, A_WHILE = 8.0, 600.0
# The pictures remembered: by far most pages show one of the last few.
MOST_BYTES = 4_000_000
MOST_PARTS, MOST_ARROWS = 600, 1500
TOO_LARGE = f"A picture shows at most {MOST_PARTS} parts and {MOST_ARROWS} arrows. The table says all of them."
NOT_BUILT = "The picture's script is not built here (make setup). The table says the same."


@dataclass(frozen=True, slots=True)
class Picture:
    """``svg`` is safe to write into a page: all words in it are escaped, and nothing in it runs. Where it is empty,
    ``says`` tells why in a sentence. ``without_words``: how many arrows have no room for their words."""

    svg: str = ""
    width: int = 0
    height: int = 0
    without_words: int = 0
    says: str = ""


class Remembered:
    """The last pictures, by a hash of what they show, as many as fit. What took too long is one of them for a while, so
    that a page which is loaded again does not hold everybody up again."""

    def __init__(self, most_bytes: int) -> None:
        self._most, self._held, self._lock = most_bytes, 0, Lock()
        self._pictures: OrderedDict[bytes, Picture] = OrderedDict()
        self._until: dict[bytes, float] = {}

    def get(self, key: bytes) -> Picture | None:
        with self._lock:
            if self._until.get(key, inf) < monotonic():
                self._held -= _weight(self._pictures.pop(key))
                del self._until[key]
            if key in self._pictures:
                self._pictures.move_to_end(key)
            return self._pictures.get(key)

    def put(self, key: bytes, picture: Picture, *, seconds: float = inf) -> None:
        with self._lock:
            if (before := self._pictures.get(key)) is not None:
                if self._until[key] == inf > seconds:
                    return  # somebody else has drawn it meanwhile
                self._held -= _weight(before)
            self._held += _weight(picture)
            self._pictures[key] = picture
            self._until[key] = monotonic() + seconds
            while self._held > self._most and self._pictures:
                gone, old = self._pictures.popitem(last=False)
                self._held -= _weight(old)
                del self._until[gone]


def _weight(picture: Picture) -> int:
    return len(picture.svg) + len(picture.says)


_room, _remembered = Room(), Remembered(MOST_BYTES)
atexit.register(_room.close)


def draw(told: Mapping[str, object], *, seconds: float = PATIENCE) -> Picture:
    """The picture of a structure (its shape: frontend/diagrams/structure/told.ts)."""
    parts, arrows = told["parts"], told["arrows"]
    assert isinstance(parts, list)
    assert isinstance(arrows, list)
    if len(parts) > MOST_PARTS or len(arrows) > MOST_ARROWS:
        return Picture(says=TOO_LARGE)
    script = assets.built(SCRIPT)
    if script is None:
        return Picture(says=NOT_BUILT)
    asked = json.dumps(told)
    key = hashlib.sha256(f"{script.name}\n{asked}".encode()).digest()
    if picture := _remembered.get(key):
        return picture
    try:
        answer = json.loads(_room.ask(script, asked, seconds=seconds))
    except TooLong as none:
        picture = Picture(says=none.sentence)
        _remembered.put(key, picture, seconds=A_WHILE)
        return picture
    except NoPicture as none:
        return Picture(says=none.sentence)
    if answer is None:
        return Picture(says="The picture could not be drawn. The table says the same.")
    picture = Picture(answer["svg"], answer["width"], answer["height"], answer["without_words"])
    _remembered.put(key, picture)
    return picture
