"""The data set: incident ``i`` is always the same text (``incident(i)`` of the generator beside the checkout).

Loads incidents, each with a study, twenty timeline entries, a finding and four recommendations, straight into the tables,
so that a hundred thousand of them take minutes. Loading 10,000 after 1,000 adds the missing 9,000.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from benchmarks import rows
from secondstory.analysis.models import Finding, MissingControl
from secondstory.incidents.models import Incident, Retrospective
from secondstory.people.models import Person, Service, Team, TeamMembership
from secondstory.playbook.models import ProcessVersion
from secondstory.recommendations.models import Recommendation, Trace
from secondstory.timeline.models import Entry

BATCH = 1000


def generator() -> Callable[[int], dict[str, Any]]:
    """``incident`` from loadtest.py: SECONDSTORY_LOADTEST, or shared/bench beside the checkout."""
    given = os.environ.get("SECONDSTORY_LOADTEST")
    path = Path(given) if given else Path(__file__).resolve().parents[2] / "shared" / "bench" / "loadtest.py"
    if not path.exists():
        sys.exit(f"The data set's generator is not at {path}. Set SECONDSTORY_LOADTEST to loadtest.py.")
    spec = importlib.util.spec_from_file_location("loadtest", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[int], dict[str, Any]] = module.incident
    return found


def _value(value: Any) -> Any:
    if isinstance(value, uuid.UUID):
        return value.hex if connection.vendor == "sqlite" else value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, datetime) and connection.vendor == "sqlite":
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    return value


def insert(table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Rows as dictionaries of the same columns, by COPY on PostgreSQL and executemany on SQLite."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    columns = list(first)

    def all_rows() -> Iterator[tuple[Any, ...]]:
        yield tuple(_value(v) for v in first.values())
        for row in rows:
            yield tuple(_value(v) for v in row.values())

    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in all_rows():
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(all_rows()))  # noqa: S608


def people() -> tuple[Person, Person, Team]:
    """Ana on the team and Cy outside it, made once."""
    team, _ = Team.objects.get_or_create(slug="storage", defaults={"name": "Storage"})
    made = []
    for name in ("ana", "cy"):
        person = Person.objects.filter(email=f"{name}@example.org").first()
        made.append(person or Person.objects.create_user(f"{name}@example.org", None, display_name=name.title()))
    TeamMembership.objects.get_or_create(team=team, person=made[0])
    return made[0], made[1], team


def load(size: int, *, start: int = 1, progress: Callable[[int], None] = lambda n: None) -> None:
    """Incidents ``start``..``size`` with all that hangs on them."""
    ana, _, team = people()
    services = {f"svc-{n:03d}": n for n in range(200)}
    for name in services:
        Service.objects.get_or_create(slug=name, defaults={"name": name})
    service_ids = dict(Service.objects.values_list("slug", "id"))
    process = ProcessVersion.objects.get(number=1)
    incident = generator()
    for low in range(start, size + 1, BATCH):
        block = [incident(i) for i in range(low, min(low + BATCH, size + 1))]
        with transaction.atomic():
            write(block, ana=ana, team=team, service_ids=service_ids, process=process)
        progress(len(block))
    if connection.vendor == "postgresql":  # where autovacuum does it; an installation on SQLite has no statistics
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def template(model: type[Model]) -> dict[str, Any]:
    """A row of ``model`` with every default, by column: new columns of the model need no change here."""
    fresh = model()
    return {
        field.column: field.get_db_prep_save(getattr(fresh, field.attname), connection)
        for field in model._meta.concrete_fields
    }


def fill(model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows that name only the columns that differ from the model's defaults."""
    base = template(model)
    insert(model._meta.db_table, ({**base, **row} for row in rows))


def write(block: list[dict[str, Any]], *, ana: Person, team: Team, service_ids: dict[str, Any], process: Any) -> None:
    """One block of incidents and what hangs on them; recommendations go beyond an idea once they are traced. Without the
    marks of their titles: here one in ten says nearly the same, and no house does."""
    setting = rows.Setting(ana.pk, team.pk, process.pk)
    fill(Incident, rows.incidents(block, setting))
    fill(Incident.services.through, rows.service_links(block, service_ids))
    fill(Retrospective, rows.studies(block, setting))
    fill(Entry, rows.entries(block, setting))
    fill(MissingControl, rows.missing(block, setting))
    fill(Finding, rows.findings(block, setting))
    fill(Recommendation, rows.recommendations(block, setting))
    fill(Trace, rows.traces(block, setting))
    for status, ids in rows.statuses(block).items():
        Recommendation.objects.filter(pk__in=ids).update(status=status)
