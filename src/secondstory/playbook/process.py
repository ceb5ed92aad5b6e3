"""A process definition as values: read from YAML data, checked once, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a study. ``due_days`` are working days after the study opened; None means no date. ``own`` is one that
    the organization added: it has no page in the product but the one that says what it asks."""

    key: str
    name: str
    who: str
    due_days: int | None
    min_open_days: int
    good_enough: tuple[str, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Process:
    name: str
    number: int
    stages: tuple[Stage, ...]
    write_up: tuple[str, ...]
    fixed_by_standard: tuple[str, ...]

    def has(self, key: str) -> bool:
        """Whether it has the step, or left it out."""
        return any(stage.key == key for stage in self.stages)


def read_process(data: Mapping[str, Any]) -> Process:
    """The process in ``data``; KeyError or TypeError names what is missing (caught by the tests of the file)."""
    return Process(
        name=data["name"],
        number=int(data["number"]),
        stages=tuple(
            Stage(
                key=stage["key"],
                name=stage["name"],
                who=stage["who"],
                due_days=stage["due"]["days"] if stage.get("due") else None,
                min_open_days=stage.get("min_open", {}).get("days", 0),
                good_enough=tuple(stage["good_enough"]),
                own=bool(stage.get("own")),
            )
            for stage in data["stages"]
        ),
        write_up=tuple(data["templates"]["write_up"]),
        fixed_by_standard=tuple(data.get("fixed_by_standard", ())),
    )


def working_days_after(start: date, days: int) -> date:
    """The date ``days`` working days (Monday to Friday) after ``start``; a weekend start counts from Monday."""
    day = start
    while day.weekday() >= 5:
        day += timedelta(days=1)
    for _ in range(days):
        day += timedelta(days=1)
        while day.weekday() >= 5:
            day += timedelta(days=1)
    return day
