"""What Prometheus answers to ``/api/v1/query_range``, and a range as Grafana's Explore copies it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from secondstory.evidence.series.points import Measured, Point, Unreadable, measured, moment, number


def is_prometheus(data: Any) -> bool:
    return isinstance(data, dict) and "status" in data and ("data" in data or "error" in data)


def read_prometheus(data: dict[str, Any]) -> Measured:
    if data["status"] != "success":
        raise Unreadable(f"Prometheus answered: {str(data.get('error', 'it could not tell'))[:200]}")
    told = data.get("data")
    kind = told.get("resultType") if isinstance(told, dict) else None
    if kind != "matrix" or not isinstance(told, dict) or not isinstance(told.get("result"), list):
        raise Unreadable(
            "This is no range of points (a ‘matrix’). Ask /api/v1/query_range, with a start, an end and a step."
        )
    return measured("prometheus", ((_name(one), _points(one)) for one in told["result"]))


def _name(one: Any) -> str:
    """Labels as Prometheus writes them: ``up{instance="db1"}``."""
    metric = one.get("metric") if isinstance(one, dict) else None
    if not isinstance(metric, dict):
        raise Unreadable("A line of this answer has no ‘metric’. Copy the whole answer.")
    labels = ", ".join(f'{key}="{value}"' for key, value in sorted(metric.items()) if key != "__name__")
    return str(metric.get("__name__", "")) + (f"{{{labels}}}" if labels else "")


def _points(one: dict[str, Any]) -> Iterator[Point]:
    values = one.get("values")
    if not isinstance(values, list):
        raise Unreadable("A line of this answer has no ‘values’. Copy the whole answer.")
    for pair in values:
        if not isinstance(pair, list) or len(pair) != 2:  # a moment and a value
            raise Unreadable("A point of this answer is not a moment and a value. Copy the whole answer.")
        yield moment(pair[0]), number(pair[1])
