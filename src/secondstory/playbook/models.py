from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db import models

from secondstory.people.records import Record
from secondstory.playbook.process import Process, Stage, read_process


class ProcessVersion(Record):
    """One dated version of the process, as data. A study keeps the version it began with, for life."""

    name = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    valid_from = models.DateTimeField()
    why = models.CharField(max_length=400)
    data: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "number"], name="one_process_number")]

    def __str__(self) -> str:
        return f"{self.name}, version {self.number}"

    @cached_property
    def process(self) -> Process:
        return read_process(self.data)

    def stage(self, key: str) -> Stage:
        return next(stage for stage in self.process.stages if stage.key == key)
