"""A page of a thousand questions, fifty deep: how long the server works on it (its own time, ms)."""

from __future__ import annotations

import statistics
from time import process_time

import django

django.setup()

from django.core.management import call_command  # noqa: E402  # Django must be ready first
from django.test import Client  # noqa: E402

from benchmarks.dataset import load, people  # noqa: E402
from benchmarks.promise import Promise, tell  # noqa: E402
from benchmarks.rows import key  # noqa: E402
from secondstory.analysis.models import Mystery  # noqa: E402

QUESTIONS, DEEP, TIMES, MOST = 1000, 50, 5, 200


def main() -> None:
    call_command("migrate", verbosity=0)
    load(1)
    ana, study = people()[0], key(2, 1)
    rows: list[Mystery] = []
    for number in range(QUESTIONS):
        answered = number % 3 == 0
        rows.append(
            Mystery(
                retrospective_id=study,
                question=f"Question {number}: how did it come that the standby held nothing that night?",
                parent=rows[-1] if number % DEEP else None,
                state="answered" if answered else "open",
                answer="By the color of the prompt, and by habit." if answered else "",
            )
        )
    Mystery.objects.bulk_create(rows)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(ana)
    taken = []
    for _ in range(TIMES + 1):
        begin = process_time()
        answer = client.get(f"/retrospectives/{study}/questions/")
        taken.append((process_time() - begin) * 1000)
        assert answer.status_code == 200
    median = statistics.median(taken[1:])
    tell(Promise(f"a tree of {QUESTIONS} questions, {DEEP} deep, the server's own time", "SQLite", median, "ms", MOST))


if __name__ == "__main__":
    main()
