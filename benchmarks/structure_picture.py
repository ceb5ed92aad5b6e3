"""The picture of a control structure: placed and drawn by the server, and in a worker of Chromium.

Run through ``make bench``. 60 components with 120 arrows, and 300 with 600. On the page of such a structure a change is made
as somebody makes it, and the longest task of the browser's main thread is measured.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import tempfile
import time
from pathlib import Path

import django

django.setup()

from playwright.sync_api import Page, sync_playwright
from tests.journeys.conftest import FLAGS
from tests.journeys.server import Server

from benchmarks.promise import Promise, tell
from secondstory.analysis.picture import CONTROL, FEEDBACK, INFLUENCE, Arrow, Part, told
from secondstory.ui import assets
from secondstory.ui.drawing import draw, pictures

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


def processor_time() -> float:
    """What the engine's process has used so far, in milliseconds, all its threads together."""
    engine = pictures._room._process
    assert engine is not None
    fields = Path(f"/proc/{engine.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def on_the_server() -> None:
    def once(parts: int, arrows: int, seed: int) -> float:
        began = time.perf_counter()
        picture = draw(structure(parts, arrows, seed), seconds=60)
        assert picture.svg, picture.says
        return (time.perf_counter() - began) * 1000

    tell(Promise("structure, 60 parts: the first picture of all, engine started", "server", once(60, 120, 1), "ms"))
    for seed in range(4):
        once(60, 120, 100 + seed)
    before = processor_time()
    taken = [once(60, 120, 10 + seed) for seed in range(TIMES)]
    used = (processor_time() - before) / TIMES
    print(f"60 parts, 120 arrows: {[round(one) for one in taken]} ms, load {os.getloadavg()[0]:.1f}")
    # What the engine itself used says the same beside other work.
    tell(Promise("structure, 60 parts: placed and drawn", "server, CPU, mean", used, "ms"))
    tell(Promise("structure, 60 parts: placed and drawn", "server, median", statistics.median(taken), "ms", SERVER))
    print(f"the same structure again is remembered: {once(60, 120, 10):.2f} ms")
    taken = [once(300, 600, seed) for seed in range(3)]
    tell(Promise("structure, 300 parts: placed and drawn", "server, median", statistics.median(taken), "ms", LARGE))
    pictures._room.close()


WORLD = """
import json
from datetime import UTC, datetime
from secondstory.analysis.models import ControlAction, Feedback, Influence, SystemPart
from secondstory.incidents.models import Incident, Retrospective, StudyRole
from secondstory.people.models import Person
from secondstory.playbook.models import ProcessVersion
at = datetime(2026, 3, 2, 10, tzinfo=UTC)
ana = Person.objects.create_user("ana@example.org", "rope bridge over quiet water", display_name="Ana")
made = []
for told in json.load(open(TOLD)):
    incident = Incident.objects.create(title="A night", kind="incident", created_by=ana, happened_at=at, started_at=at)
    study = Retrospective.objects.create(
        title="Who steered what?", incident=incident, created_by=ana, zone="UTC",
        process_version=ProcessVersion.objects.get(number=1),
    )
    StudyRole.objects.create(retrospective=study, person=ana, role="facilitator")
    parts = {
        one["id"]: SystemPart.objects.create(
            retrospective=study, name=one["name"], kind=one["kind"], is_environment=one["is_environment"]
        )
        for one in told["parts"]
    }
    for one in told["arrows"]:
        more = {"feedback": {"state": one["state"] or "arrived"}}.get(one["kind"], {})
        kind = {"control": ControlAction, "feedback": Feedback, "influence": Influence}.get(one["kind"])
        if kind:
            ends = {"source": parts[one["source"]], "target": parts[one["target"]]}
            kind.objects.create(retrospective=study, what=one["what"], **ends, **more)
    made.append(str(study.pk))
print(json.dumps(made))
"""
# The engine in a worker, as the page starts it; its answers are put into the page.
IN_A_WORKER = """async ([engine, structures]) => {
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
  worker.terminate()
  return taken
}"""
# A change as somebody makes it beside the picture: how long until it is drawn, and the longest time in which the page
# could not answer (a task of the browser's main thread, as it reports them itself).
WATCH = """() => {
  window.longest = 0
  new PerformanceObserver(list => {
    for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration)
  }).observe({ type: "longtask" })
}"""
CHANGED = """name => new Promise(done => {
  const asked = performance.now()
  const diagram = document.querySelector("[data-diagram]")
  new MutationObserver((_, watcher) => {
    if (!diagram.textContent.includes(name)) return
    watcher.disconnect()
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - asked)))
  }).observe(diagram, { childList: true })
  document.querySelector("#chosen [name=name]").value = name
  document.querySelector("#chosen form").requestSubmit()
})"""


def placed_in_a_worker(page: Page, base: str) -> None:
    engine = f"{base}{assets.path(pictures.SCRIPT)}"
    page.goto(f"{base}/how-we-work/")
    taken = page.evaluate(IN_A_WORKER, [engine, [structure(60, 120, seed) for seed in range(TIMES + 3)]])
    print(f"60 parts: placed {[one['placed'] for one in taken]} ms, shown {[round(one['all']) for one in taken]} ms")
    tell(Promise("structure, 60 parts: the first one, worker started, shown", "Chromium", taken[0]["all"], "ms"))
    warm = [one["placed"] for one in taken[3:]]
    tell(Promise("structure, 60 parts: placed", "Chromium, median", statistics.median(warm), "ms", BROWSER))
    page.goto(f"{base}/how-we-work/")
    (large,) = page.evaluate(IN_A_WORKER, [engine, [structure(300, 600, 1)]])
    tell(Promise("structure, 300 parts: the first one, worker started, shown", "Chromium", large["all"], "ms", LARGE))


def changed_in_the_page(page: Page, base: str, study: str, parts: int) -> None:
    page.goto(f"{base}/retrospectives/{study}/structure/")
    page.wait_for_timeout(1500)
    page.locator("a.cs-part").first.focus()
    page.wait_for_timeout(1500)
    page.evaluate(WATCH)
    page.keyboard.press("Enter")
    page.locator("#chosen [name=name]").wait_for()
    taken = [page.evaluate(CHANGED, f"Said anew {number}") for number in range(3)]
    page.wait_for_timeout(200)
    print(f"{parts} parts: a change is drawn after {[round(one) for one in taken]} ms")
    tell(
        Promise(
            f"structure, {parts} parts: from a change to its picture",
            "Chromium, median",
            statistics.median(taken),
            "ms",
        )
    )
    longest = page.evaluate("window.longest")
    tell(
        Promise(f"structure, {parts} parts: longest time the page could not answer", "Chromium", longest, "ms", BLOCKED)
    )


def main() -> None:
    on_the_server()
    server = Server(Path(tempfile.mkdtemp(dir=os.environ["SECONDSTORY_HOME"])))
    try:
        server.start(patience=120)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
            )
            told = server.home / "told.json"
            told.write_text(json.dumps([structure(60, 120, 1), structure(300, 600, 1)]))
            studies = server.python(f"TOLD = {str(told)!r}\n{WORLD}")
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            session = server.session_of("ana@example.org")
            context.add_cookies([{"name": "sessionid", "value": session, "url": server.base}])
            page = context.new_page()
            placed_in_a_worker(page, server.base)
            for study, parts in zip(studies, (60, 300), strict=True):
                changed_in_the_page(page, server.base, study, parts)
            browser.close()
    finally:
        server.kill()


if __name__ == "__main__":
    main()
