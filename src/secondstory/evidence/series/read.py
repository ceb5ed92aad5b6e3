"""Whatever somebody pastes: an answer of Prometheus, a panel of Grafana, or a table."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

from secondstory.evidence.series.grafana import is_grafana, read_grafana
from secondstory.evidence.series.points import MOST_TEXT, Measured, Unreadable
from secondstory.evidence.series.prometheus import is_prometheus, read_prometheus
from secondstory.evidence.series.table import read_table


def read_points(text: str, zone: ZoneInfo | None = None) -> Measured:
    """The points in ``text``. Unreadable says what would do instead."""
    if len(text) > MOST_TEXT:
        raise Unreadable(
            f"That is {len(text):,} characters; {MOST_TEXT:,} can be read. Ask for the same range with a longer step.",
            code="too_long",
        )
    if text.lstrip("\ufeff \r\n\t")[:1] not in ("{", "["):
        return read_table(text, zone)
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        raise Unreadable("This begins as JSON and does not end as such. Copy the whole answer.") from None
    if is_prometheus(data):
        return read_prometheus(data)
    if is_grafana(data):
        return read_grafana(data)
    raise Unreadable(
        "This JSON is neither a range of Prometheus nor the data of a Grafana panel. Export the panel as CSV."
    )
