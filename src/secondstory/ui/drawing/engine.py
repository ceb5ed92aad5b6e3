"""The process that draws: V8 with the built script, one line of JSON in, one line out.

It is started when a picture is wanted and ends by itself when none was for a while, so that its memory is not the
server's. It reads nothing but its script and what it is asked, and ends with whoever started it.
"""

from __future__ import annotations

import json
import os
import select
import sys
from pathlib import Path

from py_mini_racer import MiniRacer

QUIET_SECONDS = 120
MOST_MEMORY = 768 * 1024 * 1024


def main(script: str) -> None:
    v8 = MiniRacer()
    v8.set_hard_memory_limit(MOST_MEMORY)
    # The script is written for a worker of a page, which calls itself `self`.
    v8.eval("var self = globalThis;")
    v8.eval(Path(script).read_text(encoding="utf-8"))
    while asked := _next_line():
        try:
            answer = v8.eval(f"drawStructure({json.dumps(asked.decode())})")
        except Exception:
            # Whatever it was: there is no picture, and the next one begins with a new engine.
            _say("null")
            return
        _say(str(answer))


def _say(answer: str) -> None:
    sys.stdout.write(f"{answer}\n")
    sys.stdout.flush()


def _next_line() -> bytes:
    """What is asked next; nothing when nobody asked for a while, or whoever asked is gone."""
    line = bytearray()
    while not line.endswith(b"\n"):
        if not select.select([0], [], [], QUIET_SECONDS)[0]:
            return b""
        piece = os.read(0, 1 << 16)
        if not piece:
            return b""
        line += piece
    return bytes(line).strip()


if __name__ == "__main__":
    main(sys.argv[1])
    # At once: V8 may take its time to say good-bye.
    os._exit(0)
