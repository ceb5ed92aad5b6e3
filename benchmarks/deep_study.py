"""Pages of a study with 200 controls, 500 conditions and 1,000 questions: statements constant, the server's own time
until its first byte (ms). Run through ``make bench``, on both databases."""

from __future__ import annotations

import statistics
from time import process_time

from secondstory.cli.start import start_django

start_django()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.dataset import load, people
from benchmarks.promise import Promise, tell
from benchmarks.rows import key
from secondstory.analysis.models import (
    Condition,
    ControlAction,
    ControlAssessment,
    Mystery,
    SafetyControl,
    SystemPart,
)

CONTROLS, CONDITIONS, QUESTIONS, TIMES = 200, 500, 1000, 7
MOST_MS, MOST_STATEMENTS = 200, 18
PLACE = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
PAGES = {
    "all on one page": "analysis/",
    "the way through": "analysis/steps/",
    "the step of the protections": "analysis/steps/protections/",
    "the step of the questions": "analysis/steps/questions/",
    "the step of the parts": "analysis/steps/components/",
    "its questions by themselves": "questions/",
}


def fill() -> str:
    """A study as large as that; questions grow from each other in chains of ten."""
    ana, study = people()[0], key(2, 1)
    of = {"retrospective_id": study, "created_by": ana}
    controls = [SafetyControl(name=f"Control {n}", sentence="Holds.", type="detect") for n in range(CONTROLS)]
    SafetyControl.objects.bulk_create(controls)
    ControlAssessment.objects.bulk_create(
        ControlAssessment(**of, control=one, outcome="held", how="It did what it is there for, late in the evening.")
        for one in controls
    )
    levels = Condition.Level.values
    conditions = [
        Condition(**of, text=f"Condition {n} was there all evening.", level=levels[n % 6]) for n in range(CONDITIONS)
    ]
    Condition.objects.bulk_create(conditions)
    asked: list[Mystery] = []
    for n in range(QUESTIONS):
        above = asked[-1] if n % 10 else None
        asked.append(Mystery(**of, question=f"How did {n} come to be?", parent=above, raised_by=ana))
    Mystery.objects.bulk_create(asked)
    parts = [SystemPart(**of, name=f"Part {n}") for n in range(60)]
    SystemPart.objects.bulk_create(parts)
    ControlAction.objects.bulk_create(
        ControlAction(**of, source=parts[n // 2], target=parts[n], what="steers") for n in range(1, 60)
    )
    return str(study)


def main() -> None:
    call_command("migrate", verbosity=0)
    load(1)
    study = fill()
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(people()[0])
    for name, path in PAGES.items():
        taken = []
        for _ in range(TIMES + 1):
            begin = process_time()
            answer = client.get(f"/retrospectives/{study}/{path}")
            taken.append((process_time() - begin) * 1000)
            assert answer.status_code == 200, path
        with CaptureQueriesContext(connection) as told:
            client.get(f"/retrospectives/{study}/{path}")
        median = statistics.median(taken[1:])
        tell(Promise(f"a deep study, {name}: the server's own time", PLACE, median, "ms", MOST_MS))
        tell(Promise(f"a deep study, {name}: statements", PLACE, len(told.captured_queries), "", MOST_STATEMENTS))


if __name__ == "__main__":
    main()
