"""Pages on 1,000, 10,000 and 100,000 incidents: statements constant, medians that hardly grow, quick search.

Run through ``make bench``. Medians are of requests in this process (no network), so they compare sizes, not machines.
"""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable
from typing import Any

from secondstory.cli.start import start_django

start_django()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.dataset import load, people
from benchmarks.promise import Promise, tell
from benchmarks.rows import key
from secondstory.incidents.models import StudyRole
from secondstory.recommendations.models import Recommendation

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "1000,10000,100000").split(",")]
WORDS = ("heisenbug", "quicksilver", "thunderstorm", "replication lag", "expired certificate", "queue backlog cache")
TIMES = 40
STATEMENTS = {
    "list": 8,
    "recommendations": 8,
    "search": 8,
    "open": 15,
    "timeline": 15,
    "analysis": 18,
    "recommendation": 25,
    "home": 15,
}
GROWTH = 2.0
PLACE = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"


def median_ms(ask: Callable[[], Any], times: int = TIMES) -> float:
    for _ in range(4):
        ask()
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken)


class Visitor:
    """Ana, who looks at pages and adds entries; and Cy outside her team, who has a part in one study only."""

    def __init__(self, size: int) -> None:
        self.size, self.draw = size, random.Random(11)
        self.recommendations = list(Recommendation.objects.order_by("pk").values_list("pk", flat=True)[:500])
        ana, cy, _ = people()
        StudyRole.objects.get_or_create(retrospective_id=key(2, 1), person=cy, role="facilitator")
        self.client, self.cy = Client(HTTP_HOST="127.0.0.1"), Client(HTTP_HOST="127.0.0.1")
        self.client.force_login(ana)
        self.cy.force_login(cy)

    def get(self, path: str, client: Client | None = None) -> None:
        answer = (client or self.client).get(path)
        assert answer.status_code == 200, (path, answer.status_code)

    def some(self, kind: int) -> str:
        return str(key(kind, self.draw.randint(1, self.size)))

    def pages(self) -> dict[str, Callable[[], None]]:
        return {
            "list": lambda: self.get("/incidents/"),
            "open": lambda: self.get(f"/incidents/{self.some(1)}/"),
            "timeline": lambda: self.get(f"/retrospectives/{self.some(2)}/timeline/"),
            "analysis": lambda: self.get(f"/retrospectives/{self.some(2)}/analysis/"),
            "recommendations": lambda: self.get("/recommendations/"),
            "recommendation": lambda: self.get(f"/recommendations/{self.draw.choice(self.recommendations)}/", self.cy),
            "home": lambda: self.get("/", self.cy),
            "search": lambda: self.get(f"/search/?q={self.draw.choice(WORDS).replace(' ', '+')}"),
            "add entry": self.add_entry,
        }

    def add_entry(self) -> None:
        from datetime import UTC, datetime

        from secondstory.incidents.models import Retrospective
        from secondstory.timeline.actions.add_entry import add_entry
        from secondstory.timeline.actions.told import Told

        study = Retrospective.objects.get(pk=self.some(2))
        add_entry(study, Told(at=datetime.now(UTC), text=f"Seen at {time.time_ns()}"), by=people()[0])


def search_p95() -> float:
    """In this process, without the page: the best of every type for Ana, ms."""
    from secondstory.publishing.answers import answer

    ana = people()[0]
    taken = []
    for _ in range(30):
        for words in WORDS:
            begin = time.perf_counter()
            answer(ana.as_reader, words)
            taken.append((time.perf_counter() - begin) * 1000)
    return statistics.quantiles(taken, n=20)[18]


def main() -> None:
    from secondstory.search.index import rebuild

    call_command("migrate", verbosity=0)
    first: dict[str, float] = {}
    before = 1
    for size in SIZES:
        begin = time.perf_counter()
        load(size, start=before)
        loaded = time.perf_counter() - begin
        begin = time.perf_counter()
        documents = rebuild()
        print(
            f"{size} incidents: loaded {loaded:.0f} s, {documents} documents indexed {time.perf_counter() - begin:.0f} s"
        )
        before = size + 1
        visitor = Visitor(size)
        for name, ask in visitor.pages().items():
            ask()
            with CaptureQueriesContext(connection) as seen:
                ask()
            statements = len(seen)  # now: the next request empties the log
            median = median_ms(ask)
            if name in STATEMENTS:
                tell(Promise(f"{name}, statements at {size}", PLACE, statements, "", STATEMENTS[name]))
            tell(Promise(f"{name}, median at {size}", PLACE, median, "ms"))
            if size == SIZES[0]:
                first[name] = median
            elif size == SIZES[-1]:
                tell(Promise(f"{name}, growth {SIZES[0]} to {size}", PLACE, median / first[name], "times", GROWTH))
        p95 = search_p95()
        tell(Promise(f"search p95 at {size}", PLACE, p95, "ms", 25 if size == SIZES[-1] else None))


if __name__ == "__main__":
    main()
