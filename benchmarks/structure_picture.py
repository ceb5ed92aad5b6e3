"""The picture of a control structure: placed and drawn by the server, and in a worker of Chromium.

Run through ``make bench``. 60 components with 120 arrows, and 300 with 600. In the browser the picture is put into a page
of the house, and the longest time in which the page itself could not answer is measured by the frames it drew.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import django

django.setup()

from playwright.sync_api import Page, sync_playwright  # noqa: E402  # Django must be ready first
from tests.journeys.conftest import FLAGS  # noqa: E402
from tests.journeys.server import Server  # noqa: E402

from benchmarks.promise import Promise, tell  # noqa: E402
from secondstory.analysis.picture import CONTROL, FEEDBACK, INFLUENCE, Arrow, Part, told  # noqa: E402
from secondstory.ui import assets  # noqa: E402
from secondstory.ui.drawing import draw, pictures  # noqa: E402

TIMES = 7
SERVER, BROWSER, LARGE, BLOCKED = 500, 300, 3000, 200
NAMES = (
    "Backup job",
    "Infrastructure team",
    "Primary database of the shop",
    "Terminal",
    "Engineering leadership",
    "Bucket",
)
WORDS = (
    "assigns duties",
    "types commands",
    "dumps every night",
    "pages on lag",
    "shows the age of the newest copy",
    "sets up",
)
KINDS = ("organization", "team", "role", "software", "software", "data", "hardware")
STATES = ("arrived", "arrived", "late", "missing", "misleading")


def structure(parts: int, arrows: int, seed: int) -> dict[str, object]:
    """An organization from the top down: each part is steered from above, most report back, a tenth surrounds it."""
    draw_from = random.Random(seed)
    inside = parts * 9 // 10
    told_parts = [
        Part(f"p{n}", f"{draw_from.choice(NAMES)} {n}", KINDS[min(6, n * 7 // inside)], n >= inside)
        for n in range(parts)
    ]
    made: list[Arrow] = []

    def add(kind: str, source: int, target: int, state: str = "", delay: str = "") -> None:
        words = draw_from.choice(WORDS)
        made.append(Arrow(f"a{len(made)}", kind, f"p{source}", f"p{target}", words, state, delay))

    for n in range(1, inside):
        above = max(0, (n - 1) // 3)
        add(CONTROL, above, n)
        if draw_from.random() < 0.7 and len(made) < arrows:
            add(FEEDBACK, n, above, draw_from.choice(STATES), draw_from.choice(["", "about a day"]))
    for n in range(inside, parts):
        add(INFLUENCE, n, draw_from.randrange(inside // 2, inside))
    while len(made) < arrows:
        one, other = sorted(draw_from.sample(range(inside), 2))
        add(draw_from.choice([CONTROL, FEEDBACK]), one, other)
    return told(told_parts, made[:arrows], title="Control structure", kinds={}, part_at=lambda id: f"#{id}")


def on_the_server() -> None:
    def once(parts: int, arrows: int, seed: int) -> float:
        began = time.perf_counter()
        picture = draw(structure(parts, arrows, seed), seconds=60)
        assert picture.svg, picture.says
        return (time.perf_counter() - began) * 1000

    tell(Promise("structure, 60 parts: the first picture of all, engine started", "server", once(60, 120, 1), "ms"))
    for seed in range(4):
        once(60, 120, 100 + seed)
    taken = [once(60, 120, 10 + seed) for seed in range(TIMES)]
    print(f"60 parts, 120 arrows: {[round(one) for one in taken]} ms")
    tell(Promise("structure, 60 parts: placed and drawn", "server, median", statistics.median(taken), "ms", SERVER))
    print(f"the same structure again is remembered: {once(60, 120, 10):.2f} ms")
    taken = [once(300, 600, seed) for seed in range(3)]
    tell(Promise("structure, 300 parts: placed and drawn", "server, median", statistics.median(taken), "ms", LARGE))
    pictures._room.close()


# The frames that the page draws meanwhile tell how long it could not answer.
IN_THE_PAGE = """async ([engine, structures]) => {
  let last = performance.now(), blocked = 0, running = true
  const frame = now => { blocked = Math.max(blocked, now - last); last = now; if (running) requestAnimationFrame(frame) }
  await new Promise(done => requestAnimationFrame(now => { last = now; frame(now); done() }))
  const began = performance.now()
  const worker = new Worker(engine)
  const taken = []
  for (const structure of structures) {
    const asked = performance.now()
    const picture = await new Promise(done => {
      worker.onmessage = event => done(event.data.picture)
      worker.postMessage({ id: 1, structure })
    })
    document.querySelector("main").innerHTML = picture.svg
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)))
    taken.push({ placed: picture.took, all: performance.now() - asked })
  }
  running = false
  worker.terminate()
  return { taken, blocked }
}"""


def in_the_browser(page: Page, base: str) -> None:
    engine = f"{base}{assets.path(pictures.SCRIPT)}"

    def measure(structures: list[dict[str, object]]) -> dict[str, Any]:
        page.goto(f"{base}/how-we-work/")
        measured: dict[str, Any] = page.evaluate(IN_THE_PAGE, [engine, structures])
        return measured

    measured = measure([structure(60, 120, seed) for seed in range(TIMES + 3)])
    first, *rest = measured["taken"]
    taken = measured["taken"]
    print(f"60 parts: placed {[one['placed'] for one in taken]} ms, shown {[round(one['all']) for one in taken]} ms")
    tell(Promise("structure, 60 parts: the first one, worker started, shown", "Chromium", first["all"], "ms"))
    warm = [one["placed"] for one in rest[2:]]
    tell(Promise("structure, 60 parts: placed", "Chromium, median", statistics.median(warm), "ms", BROWSER))
    tell(Promise("structure, 60 parts: the page could not answer", "Chromium", measured["blocked"], "ms", BLOCKED))
    measured = measure([structure(300, 600, 1)])
    tell(
        Promise(
            "structure, 300 parts: the first one, worker started, shown",
            "Chromium",
            measured["taken"][0]["all"],
            "ms",
            LARGE,
        )
    )
    tell(Promise("structure, 300 parts: the page could not answer", "Chromium", measured["blocked"], "ms", BLOCKED))


def main() -> None:
    on_the_server()
    server = Server(Path(tempfile.mkdtemp(dir=os.environ["SECONDSTORY_HOME"])))
    try:
        server.start(patience=120)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
            )
            in_the_browser(browser.new_page(viewport={"width": 1440, "height": 900}), server.base)
            browser.close()
    finally:
        server.kill()


if __name__ == "__main__":
    main()
