from __future__ import annotations

from django.db import models

from secondstory.incidents.models import Retrospective
from secondstory.incidents.querysets import OfStudyQuerySet
from secondstory.people.records import Record


class WriteUp(Record):
    """The document of one study."""

    retrospective = models.OneToOneField(Retrospective, on_delete=models.CASCADE, related_name="writeup")

    objects = OfStudyQuerySet.as_manager()


class SectionQuerySet(models.QuerySet["Section"]):
    def in_order(self) -> SectionQuerySet:
        return self.order_by("position", "id")


class Section(Record):
    """A heading with Markdown prose, and, for the known keys, live blocks drawn from the study's data.

    ``key`` names the part of seed 004's anatomy (summary, timeline, …); '' is a free section.
    ``number`` is that of the revision shown; a save names the revision it was based on (see actions/save.py).
    """

    writeup = models.ForeignKey(WriteUp, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=20, blank=True)
    heading = models.CharField(max_length=200)
    position = models.IntegerField()
    text = models.TextField(max_length=200_000, blank=True)
    number = models.PositiveIntegerField(default=0)
    # When its words were last written, or said to hold as they are.
    written_at = models.DateTimeField(null=True, blank=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["writeup", "key"], condition=~models.Q(key=""), name="one_section_per_key")
        ]


class Revision(Record):
    """Every save of a section, whole. Never changed, never deleted (a trigger refuses).

    A save that was based on an older revision than the text shown is kept beside it (``is_beside``) until a
    later revision says by its ``merged`` number that it was looked at and taken in, or left out.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    based_on = models.PositiveIntegerField(default=0)
    is_beside = models.BooleanField(default=False)
    merged = models.PositiveIntegerField(default=0)
    restored = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["section", "number"], name="one_revision_number")]
