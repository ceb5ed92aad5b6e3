"""Keeping measured points, so that the graph is still there when its source has forgotten them."""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from secondstory.evidence.models import Series
from secondstory.evidence.series.points import Line, Measured, Unreadable, thin, with_gaps
from secondstory.evidence.series.read import read_points
from secondstory.evidence.series.svg import COLUMNS
from secondstory.incidents.models import Retrospective
from secondstory.incidents.moments import known_zone
from secondstory.incidents.policies import check_can_contribute
from secondstory.incidents.words import line, prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal


@action
def keep_series(
    study: Retrospective,
    text: str,
    *,
    by: Person,
    title: str,
    query: str = "",
    unit: str = "",
    zone: str = "",
    source: str = "",
    captured_at: datetime | None = None,
) -> Series:
    """Keep the points in ``text``: an answer of Prometheus, a panel of Grafana, or a table.

    ``zone`` is where a table's times were told, if it does not say itself; ``source`` is only needed for points typed
    by hand. The same points under the same title come back as they are.
    """
    check_can_contribute(study, by)
    title = line(title, field="title", most=300, empty="Say what was measured, such as ‘Replication lag of db2’.")
    query = prose(query, field="query", most=4000)
    unit = line(unit, field="unit", most=40)
    if source and source not in Series.Source.values:
        raise Refusal("Choose one of the sources.", code="unknown_source", field="source")
    read = _read(text, zone)
    points = _told(read.lines)
    hashed = sha256(json.dumps(points, separators=(",", ":")).encode()).hexdigest()
    known: Series | None = Series.objects.filter(retrospective=study, title=title, sha256=hashed).first()
    if known:
        return known
    series = Series.objects.create(
        retrospective=study,
        title=title,
        source=source or read.source,
        query=query,
        unit=unit,
        points=points,
        sketch=_told([thin(with_gaps(one), COLUMNS) for one in read.lines]),
        sha256=hashed,
        captured_at=captured_at or timezone.now(),
        created_by=by,
    )
    record("series.kept", about=series, by=by, study=study.pk, source=series.source, points=read.count)
    return series


def _read(text: str, zone: str) -> Measured:
    if zone and not known_zone(zone):
        raise Refusal("This zone is not known. Write UTC, or Europe/Berlin.", code="unknown_zone", field="zone")
    try:
        return read_points(text, ZoneInfo(zone) if zone else None)
    except Unreadable as trouble:
        raise Refusal(trouble.sentence, code=trouble.code, field=trouble.field) from None


def _told(lines: list[Line] | tuple[Line, ...]) -> list[dict[str, Any]]:
    return [{"name": one.name, "points": [[at, value] for at, value in one.points]} for one in lines]
