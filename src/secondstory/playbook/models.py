from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from secondstory.people.models import Team
from secondstory.people.records import Record
from secondstory.playbook.process import Process, Stage, read_process


class ProcessVersionQuerySet(models.QuerySet["ProcessVersion"]):
    def reviewed(self) -> Self:
        """Those that came with the product, and those that somebody of a practice has reviewed: no other is used."""
        return self.filter(Q(is_built_in=True) | Exists(ProcessReview.objects.filter(version_id=OuterRef("pk"))))

    def in_force(self, now: datetime) -> ProcessVersion | None:
        """The version that a study opened now begins with."""
        return self.reviewed().filter(valid_from__lte=now).order_by("-valid_from", "-number").first()

    def newer_than(self, version: ProcessVersion) -> ProcessVersion | None:
        """What is in force now, when it is another one and began later than ``version``."""
        now = self.in_force(timezone.now())
        later = now and (now.valid_from, now.number) > (version.valid_from, version.number)
        return now if later else None


class ProcessVersion(Record):
    """One dated version of the process, as data. A study keeps the version it began with, for life.

    What it says stays as it was written. One that did not come with the product is a draft until somebody who does the
    work, and did not write it, has reviewed it: a trigger refuses a study that would begin with it before.
    """

    name = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    valid_from = models.DateTimeField()
    why = models.CharField(max_length=400)
    data: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    is_built_in = models.BooleanField(default=False, editable=False)

    objects = ProcessVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "number"], name="one_process_number"),
            models.CheckConstraint(condition=Q(is_built_in=False) | Q(created_by=None), name="built_in_is_nobodys"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.number}"

    @cached_property
    def process(self) -> Process:
        return read_process(self.data)

    @property
    def before_it(self) -> ProcessVersion | None:
        """The one that was in force before: what has changed since is told of that."""
        earlier = ProcessVersion.objects.reviewed().filter(valid_from__lte=self.valid_from, number__lt=self.number)
        return earlier.order_by("-valid_from", "-number").first()

    def stage(self, key: str) -> Stage:
        return next(stage for stage in self.process.stages if stage.key == key)


class ProcessReview(Record):
    """Somebody of ``team``, whose work the process is about, has reviewed a version that they did not write. Triggers
    hold both at the moment of writing, and that it stays."""

    version = models.ForeignKey(ProcessVersion, on_delete=models.PROTECT, related_name="reviews")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(created_by__isnull=False), name="process_review_is_somebodys"),
            models.UniqueConstraint(fields=["version", "created_by", "team"], name="one_process_review"),
        ]
