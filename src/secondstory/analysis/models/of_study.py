"""What every part of one study's analysis has in common."""

from __future__ import annotations

from django.db import models

from secondstory.incidents.models import Retrospective
from secondstory.incidents.querysets import OfStudyQuerySet
from secondstory.people.records import Record


class OfStudy(Record):
    """A part of one study's analysis, in the order it was written down."""

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="%(class)ss")

    objects = OfStudyQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["created_at", "id"]
