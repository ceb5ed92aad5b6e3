"""``{% graph series zone %}``: the drawing, what it says in words, and a table beside it."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils.safestring import mark_safe

from secondstory.evidence.models import Series
from secondstory.evidence.series.points import Line
from secondstory.evidence.series.svg import clock, series_svg, short

register = template.Library()


@register.inclusion_tag("evidence/_graph.html")
def graph(series: Series, zone: str) -> dict[str, Any]:
    lines = series.drawn
    drawing = series_svg(lines, title=series.title, unit=series.unit, zone=zone, key=f"graph-{series.pk}")
    return {
        "series": series,
        "zone": zone,
        # Every word in it went through escape().
        "drawing": mark_safe(drawing),  # noqa: S308
        "rows": [row for row in (_row(line, ZoneInfo(zone)) for line in lines) if row],
    }


def _row(line: Line, where: ZoneInfo) -> dict[str, str] | None:
    """The corners of one line: first, lowest, highest, last."""
    there = [(at, value) for at, value in line.points if value is not None]
    if not there:
        return None
    low = min(there, key=lambda point: point[1])
    high = max(there, key=lambda point: point[1])
    corners = {"first": there[0], "lowest": low, "highest": high, "last": there[-1]}
    return {"name": line.name} | {
        name: f"{short(value)} at {clock(at, where)}" for name, (at, value) in corners.items()
    }
