"""What a Grafana panel gives as data: frames (the panel's inspector, ``/api/ds/query``), or targets with datapoints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from secondstory.evidence.series.points import Measured, Point, Unreadable, measured, moment, number

Named = tuple[str, Iterator[Point]]


def is_grafana(data: Any) -> bool:
    return bool(list(_frames(data))) or _is_targets(data)


def read_grafana(data: Any) -> Measured:
    if _is_targets(data):
        return measured("grafana", ((str(one.get("target", "")), _datapoints(one)) for one in data))
    return measured("grafana", (named for frame in _frames(data) for named in _of_frame(frame)))


def _is_targets(data: Any) -> bool:
    return isinstance(data, list) and bool(data) and all(isinstance(one, dict) and "datapoints" in one for one in data)


def _frames(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Frames wherever an export puts them: a list, below ``frames``, below ``results`` by letter."""
    if depth > 4:  # no export nests deeper
        return
    if isinstance(data, list):
        for one in data:
            yield from _frames(one, depth + 1)
    elif isinstance(data, dict):
        if isinstance(data.get("schema"), dict) and isinstance(data.get("data"), dict):
            yield data
        elif isinstance(data.get("fields"), list) and all(
            isinstance(one, dict) and isinstance(one.get("values"), list) for one in data["fields"]
        ):
            yield {
                "schema": {"fields": data["fields"]},
                "data": {"values": [one["values"] for one in data["fields"]]},
            }
        else:
            for key in ("frames", "series"):
                if isinstance(data.get(key), list):
                    yield from _frames(data[key], depth + 1)
            if isinstance(data.get("results"), dict):
                yield from _frames(list(data["results"].values()), depth + 1)


def _of_frame(frame: dict[str, Any]) -> Iterator[Named]:
    fields, columns = frame["schema"].get("fields"), frame["data"].get("values")
    if not isinstance(fields, list) or not isinstance(columns, list) or len(fields) != len(columns):
        raise Unreadable("A frame of this export has not as many columns as fields. Copy the whole of it.")
    if not all(isinstance(one, dict) for one in fields) or not all(isinstance(one, list) for one in columns):
        raise Unreadable("A frame of this export has other fields than we know. Export it as CSV.")
    times = next((column for field, column in zip(fields, columns, strict=True) if field.get("type") == "time"), None)
    if times is None:
        raise Unreadable("This export has no column of times. In the panel's inspector, choose the data as it came.")
    for field, column in zip(fields, columns, strict=True):
        if field.get("type") == "number":
            if len(column) != len(times):
                raise Unreadable("A column of this export is shorter than its times. Copy the whole of it.")
            yield _name(field, frame), _points(times, column)


def _name(field: dict[str, Any], frame: dict[str, Any]) -> str:
    config, labels = field.get("config"), field.get("labels")
    if isinstance(config, dict) and (said := config.get("displayNameFromDS") or config.get("displayName")):
        return str(said)
    if isinstance(labels, dict) and labels:
        told = ", ".join(f'{key}="{value}"' for key, value in sorted(labels.items()) if key != "__name__")
        return f"{labels.get('__name__', '')}{{{told}}}"
    return str(frame["schema"].get("name") or field.get("name") or "")


def _points(times: list[Any], column: list[Any]) -> Iterator[Point]:
    for at, value in zip(times, column, strict=True):
        yield _milliseconds(at), number(value)


def _datapoints(one: dict[str, Any]) -> Iterator[Point]:
    pairs = one["datapoints"]
    if not isinstance(pairs, list):
        raise Unreadable("The ‘datapoints’ of this export are no list. Copy the whole of it.")
    for pair in pairs:
        if not isinstance(pair, list) or len(pair) < 2:  # a value and a moment
            raise Unreadable("A point of this export is not a value and a moment. Copy the whole of it.")
        yield _milliseconds(pair[1]), number(pair[0])


def _milliseconds(value: object) -> float:
    read = number(value)
    return moment(None if read is None else read / 1000)
