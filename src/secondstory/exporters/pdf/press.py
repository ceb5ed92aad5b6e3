"""The process that sets one text and ends: JSON in, PDF out. It has its own limits of time and memory, reads no file but
its own page and fonts, and is asked for no address: pictures are named in the text, and the page imports nothing."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

import typst

HERE = Path(__file__).parent
SECONDS = 40
MEMORY = 1536 * 1024 * 1024


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    asked = sys.stdin.buffer.read().decode()
    pdf = typst.compile(
        HERE / "page.typ",
        sys_inputs={"told": asked},
        font_paths=[HERE / "fonts"],
        format="pdf",
        timestamp=json.loads(asked)["at"],
    )
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
