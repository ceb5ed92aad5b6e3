"""The index alone on 1,000, 10,000 and 100,000 incidents, as it holds them: one document for each incident, one for
its study with twenty timeline entries folded in, and one for each of four recommendations.

Measures how fast it is built, how long a question takes (p50, p95; all seven types, twenty of a reader's keys) and
how long one change takes until it is found. Pages on top of it are measured by ``pages.py``. BENCH_SIZES sets the sizes.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC
from typing import Any
from uuid import UUID

import django

django.setup()

from django.conf import settings
from django.core.management import call_command

from benchmarks.dataset import generator
from benchmarks.promise import Promise, tell
from benchmarks.rows import key
from secondstory.search import index, keys, shelf, sources
from secondstory.search.document import Document
from secondstory.search.find import find
from secondstory.search.shelf import Note
from secondstory.search.sources import Source

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "1000,10000,100000").split(",")]
QUESTIONS = (
    "quicksilver",
    "heisenbug",
    "thunderstorm",
    "replication lag",
    "the primary database",
    "stale reads on svc-003",
    "noor rolled back the cache tier",
    '"dashboard looked green" -timeouts',
    "autoscaler OR throttled",
    "evening peak latency",
)
TIMES = 20
TYPES = ("publication", "question", "recommendation", "study", "incident", "note", "signal")
OPEN = frozenset({keys.ORGANIZATION})
READER = frozenset({keys.PUBLIC, keys.ORGANIZATION, *(keys.study(key(2, number)) for number in range(18))})

Incident = Callable[[int], dict[str, Any]]


def number_of(id: UUID) -> int:
    return (id.int >> 80) & 0xFFFFFFFF


def incidents(incident: Incident, ids: Sequence[UUID]) -> Iterator[Document]:
    for id in ids:
        data = incident(number_of(id))
        yield Document("incident", id, data["title"], data["description"], OPEN, at=data["start"].replace(tzinfo=UTC))


def studies(incident: Incident, ids: Sequence[UUID]) -> Iterator[Document]:
    for id in ids:
        data = incident(number_of(id))
        words = "\n".join(text for _, _, text in data["events"])
        yield Document("study", id, data["title"], words, OPEN | {keys.study(id)})


def recommendations(incident: Incident, ids: Sequence[UUID]) -> Iterator[Document]:
    for id in ids:
        number, place = divmod(number_of(id), 4)
        text = incident(number)["tasks"][place][0]
        yield Document("recommendation", id, text, "", OPEN | {keys.study(key(2, number))})


def connect(incident: Incident, size: int) -> None:
    """Nothing but these three, so that the database holds no row of it."""
    numbers = range(1, size + 1)
    sources._sources.clear()
    for source in (
        Source("incident", lambda ids: incidents(incident, ids), lambda: (key(1, n) for n in numbers)),
        Source("study", lambda ids: studies(incident, ids), lambda: (key(2, n) for n in numbers)),
        Source(
            "recommendation",
            lambda ids: recommendations(incident, ids),
            lambda: (key(5, n * 4 + place) for n in numbers for place in range(4)),
        ),
    ):
        sources.source(source)


def generating(incident: Incident, size: int) -> float:
    """Seconds that making the texts takes, to be taken off (six documents ask for an incident six times)."""
    begin = time.perf_counter()
    sample = min(size, 500)
    for number in range(1, sample + 1):
        incident(number)
    return (time.perf_counter() - begin) / sample * size * 6


def asked() -> list[float]:
    taken = []
    for _ in range(TIMES):
        for question in QUESTIONS:
            begin = time.perf_counter()
            found = find(question, keys=READER, types=TYPES, limit=5)
            taken.append((time.perf_counter() - begin) * 1000)
            assert found.hits or question == "thunderstorm"
    return taken


def changed(incident: Incident) -> float:
    """One study was written to: the median time until the index has it, ms."""
    here, taken = shelf.shelf(), []
    for number in range(1, 11):
        id = key(2, number)
        begin = time.perf_counter()
        here.write([f"study:{id}"], studies(incident, [id]), Note())
        taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken)


def main() -> None:
    settings.SEARCH_THREAD = False
    call_command("migrate", verbosity=0)
    incident = generator()
    for size in SIZES:
        connect(incident, size)
        begin = time.perf_counter()
        documents = index.rebuild()
        spent = max(time.perf_counter() - begin - generating(incident, size), 0.001)
        bytes_ = sum(file.stat().st_size for file in shelf.shelf().folder.iterdir())
        tell(
            Promise(f"index of {size} incidents, built", "index", documents / spent, "documents/s", 2000, at_least=True)
        )
        tell(Promise(f"index of {size} incidents, size", "index", bytes_ / 2**20, "MB"))
        find("heisenbug", keys=READER, types=TYPES)
        taken = asked()
        p50, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[18]
        tell(Promise(f"question to an index of {size} incidents, p50", "index", p50, "ms"))
        tell(Promise(f"question to an index of {size} incidents, p95", "index", p95, "ms", 25))
        tell(Promise(f"one change in an index of {size} incidents", "index", changed(incident), "ms"))


if __name__ == "__main__":
    main()
