"""The replay of a timeline in Chromium: 500 entries, 12 people, what each of them learned. First paint and one step.

Run through ``make bench``. The page is asked for as it looked at the end of the night, with all it can hold; a step is
timed in the page, from the key to the drawn frame.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from tests.journeys.conftest import FLAGS
from tests.journeys.server import Server

from benchmarks.promise import Promise, tell

ENTRIES, PEOPLE, STEPS, VISITS = 500, 12, 60, 7
BEGINS = datetime(2026, 3, 2, 10, tzinfo=UTC)
FIRST_PAINT, STEP = 1000, 50
WORLD = """
import json, random
from datetime import UTC, datetime, timedelta
from secondstory.incidents.models import Incident, Participant, Retrospective, StudyRole
from secondstory.people.models import Person
from secondstory.playbook.models import ProcessVersion
from secondstory.timeline.models import Awareness, DecisionPoint, Entry
draw, begins = random.Random(7), datetime(2026, 3, 2, 10, tzinfo=UTC)
ana = Person.objects.create_user("ana@example.org", "rope bridge over quiet water", display_name="Ana")
incident = Incident.objects.create(title="A long night", kind="incident", created_by=ana, happened_at=begins, started_at=begins)
study = Retrospective.objects.create(
    title="What did it look like?", incident=incident, created_by=ana, zone="UTC",
    process_version=ProcessVersion.objects.get(number=1),
)
StudyRole.objects.create(retrospective=study, person=ana, role="facilitator")
people = Participant.objects.bulk_create(
    Participant(retrospective=study, role_label=f"engineer {number}") for number in range(PEOPLE)
)
entries = Entry.objects.bulk_create(
    Entry(
        retrospective=study, at=begins + timedelta(seconds=90 * number), created_by=ana, lane=f"System {number % 4}",
        text=f"Entry {number}: the queue grows, `lag` stands at {number} seconds and nobody has *touched* it yet.",
        participant=people[number % PEOPLE] if number % 3 == 0 else None,
    )
    for number in range(ENTRIES)
)
Awareness.objects.bulk_create(
    Awareness(
        entry=entry, participant=person, how="told", created_by=ana,
        learned_at=entry.at + timedelta(seconds=draw.choice([0, 0, 60, 600, 3600])),
    )
    for entry in entries
    for person in draw.sample(people, 4)
)
DecisionPoint.objects.bulk_create(
    DecisionPoint(
        retrospective=study, participant=draw.choice(people), at=begins + timedelta(seconds=900 * number + 7), created_by=ana,
        choice="Wait a little longer.", cues="A graph that does not move.", goals="To go home.", situation="It is slow.",
    )
    for number in range(40)
)
print(json.dumps({"study": str(study.pk), "people": [str(one.pk) for one in people]}))
"""
PAINTED = """() => new Promise(done => {
  const seen = list => list.getEntriesByName("first-contentful-paint").map(paint => done(paint.startTime))
  new PerformanceObserver(seen).observe({ type: "paint", buffered: true })
})"""
ONE_STEP = """key => new Promise(done => {
  const begun = performance.now()
  const drawn = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)))
  addEventListener("foresight:stepped", drawn, { once: true })
  document.querySelector(".range").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))
})"""


def measure(page: Page, server: Server, world: dict[str, Any]) -> None:
    address = f"{server.base}/retrospectives/{world['study']}/timeline/then/"
    one, other = world["people"][:2]
    ends = (BEGINS + timedelta(seconds=90 * ENTRIES, hours=4)).strftime("%Y-%m-%dT%H:%M:%SZ")
    middle = (BEGINS + timedelta(seconds=90 * ENTRIES // 2)).strftime("%Y-%m-%dT%H:%M:%SZ")
    views = {"one person": f"who={one}", "two people": f"who={one}&beside={other}", "the team": "who=team"}
    for name, query in views.items():
        paints = []
        for _ in range(VISITS):
            answer = page.goto(f"{address}?{query}&at={ends}")
            assert answer is not None
            assert answer.status == 200
            paints.append(page.evaluate(PAINTED))
        lines = page.locator(".then .ev").count()
        print(f"{name}: {lines} lines, first paint {[round(paint) for paint in paints]} ms")
        tell(
            Promise(f"as it looked then, {name}: first paint", "Chromium", statistics.median(paints), "ms", FIRST_PAINT)
        )
        page.goto(f"{address}?{query}&at={middle}")
        page.locator(".ahead__slider").wait_for()
        taken = [
            page.evaluate(ONE_STEP, random.Random(n).choice(["ArrowRight"] * 3 + ["ArrowLeft"])) for n in range(STEPS)
        ]
        print(f"{name}: steps {min(taken):.0f} to {max(taken):.0f} ms")
        tell(Promise(f"as it looked then, {name}: a step, median", "Chromium", statistics.median(taken), "ms", STEP))
        tell(
            Promise(f"as it looked then, {name}: a step, p95", "Chromium", statistics.quantiles(taken, n=20)[18], "ms")
        )


def main() -> None:
    home = Path(tempfile.mkdtemp(dir=os.environ["SECONDSTORY_HOME"]))
    server = Server(home)
    try:
        server.start(patience=120)
        world = server.python(f"ENTRIES, PEOPLE = {ENTRIES}, {PEOPLE}\n{WORLD}")
        session = server.session_of("ana@example.org")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
            )
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            context.add_cookies([{"name": "sessionid", "value": session, "url": server.base}])
            measure(context.new_page(), server, world)
            browser.close()
    finally:
        server.kill()


if __name__ == "__main__":
    main()
