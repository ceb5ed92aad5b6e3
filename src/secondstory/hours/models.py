from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from secondstory.hours.querysets import OwnTimeQuerySet, RoomQuerySet
from secondstory.incidents.models import Retrospective
from secondstory.incidents.querysets import OfStudyQuerySet
from secondstory.people.records import Record


class Work(models.TextChoices):
    """Kinds of work that a study is made of, in the order they come."""

    GATHERING = "gathering", "gathering"
    ANALYSIS = "analysis", "analysis"
    WRITING = "writing", "writing"
    REVIEW = "review", "review"
    MEETING = "meeting", "meeting"


MOST_QUARTERS = 2000


class StudyTime(Record):
    """How much time one kind of work took, all people together, in quarters of a day. Said by the study: nobody stands on
    the row, neither who worked nor who typed it."""

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="times")
    work = models.CharField(max_length=10, choices=Work.choices)
    quarters = models.PositiveSmallIntegerField()

    objects = OfStudyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["retrospective", "work"], name="one_time_for_a_kind_of_work"),
            models.CheckConstraint(condition=Q(quarters__gt=0, quarters__lte=MOST_QUARTERS), name="time_is_some"),
            models.CheckConstraint(condition=Q(created_by=None), name="time_is_nobodys"),
        ]


class EnoughTime(Record):
    """Whether there was enough time, in words: what it would have taken, what stood in the way."""

    retrospective = models.OneToOneField(Retrospective, on_delete=models.CASCADE, related_name="enough_time")
    text = models.TextField(max_length=2000)

    objects = OfStudyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="enough_says_something"),
            models.CheckConstraint(condition=Q(created_by=None), name="enough_is_nobodys"),
        ]


class OwnTime(Record):
    """A line that somebody keeps for themself. Nobody else reads it, whatever their role."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="own_times")
    on = models.DateField()
    work = models.CharField(max_length=10, choices=Work.choices)
    quarters = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=300, blank=True)

    objects = OwnTimeQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["person", "-on"], name="own_time_newest_first")]
        constraints = [models.CheckConstraint(condition=Q(quarters__gt=0, quarters__lte=40), name="own_time_is_a_day")]


class Room(Record):
    """What somebody says of their room to facilitate, by themself, in general terms."""

    class Says(models.TextChoices):
        ONE = "one", "room for one"
        SMALL = "small", "room for a small one"
        NOT_NOW = "not_now", "not now"

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="room")
    says = models.CharField(max_length=8, choices=Says.choices)
    until = models.DateField(null=True, blank=True)
    away_from = models.DateField(null=True, blank=True)
    away_to = models.DateField(null=True, blank=True)

    objects = RoomQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="away_has_both_ends",
                condition=Q(away_from=None, away_to=None)
                | Q(away_from__isnull=False, away_to__gte=models.F("away_from")),
            ),
            models.CheckConstraint(name="room_is_ones_own", condition=Q(created_by=models.F("person"))),
        ]
