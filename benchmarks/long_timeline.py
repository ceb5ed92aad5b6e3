"""A page of two thousand timeline entries: how long the server works on it (its own time, ms)."""

from __future__ import annotations

import statistics
from datetime import UTC, datetime, timedelta
from time import process_time

from secondstory.cli.start import start_django

start_django()

from django.core.management import call_command
from django.test import Client

from benchmarks.dataset import load, people
from benchmarks.promise import Promise, tell
from benchmarks.rows import key
from secondstory.timeline.models import Entry

ENTRIES, TIMES, MOST = 2000, 5, 1000


def main() -> None:
    call_command("migrate", verbosity=0)
    load(1)
    ana = people()[0]
    study, noon = key(2, 1), datetime(2026, 3, 2, 12, tzinfo=UTC)
    lanes = ("System", "Environment", "On call", "")
    Entry.objects.bulk_create(
        Entry(
            retrospective_id=study,
            at=noon + timedelta(seconds=47 * number),
            text=f"Entry {number} with `code` and a *word* to render.",
            lane=lanes[number % 4],
            created_by=ana,
        )
        for number in range(ENTRIES)
    )
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(ana)
    taken = []
    for _ in range(TIMES + 1):
        begin = process_time()
        answer = client.get(f"/retrospectives/{study}/timeline/")
        taken.append((process_time() - begin) * 1000)
        assert answer.status_code == 200
    median = statistics.median(taken[1:])
    tell(Promise(f"a timeline of {ENTRIES} entries, the server's own time", "SQLite", median, "ms", MOST))


if __name__ == "__main__":
    main()
