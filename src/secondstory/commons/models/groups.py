from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from secondstory.commons.models.things import CIRCLES, ToRead, is_one_thing
from secondstory.commons.querysets import ReadingGroupQuerySet, ReadingQuerySet
from secondstory.people.audience import Audience
from secondstory.people.models import Team
from secondstory.people.records import Record


class ReadingGroup(Record):
    """People who read together. Whoever may read its pages can join, and leaves again themself."""

    name = models.CharField(max_length=200)
    about = models.CharField(max_length=1000, blank=True)
    audience = models.CharField(max_length=20, choices=CIRCLES, default=Audience.ORGANIZATION)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ReadingGroupQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="reading_group_has_a_name"),
            models.CheckConstraint(
                condition=Q(audience="organization", team=None) | Q(audience="team", team__isnull=False),
                name="reading_group_audience",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GroupMembership(Record):
    group = models.ForeignKey(ReadingGroup, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="in_a_reading_group_once")]


class Reading(ToRead):
    """What a group reads for one day, and where it meets. Its notes are the conversation beside it."""

    group = models.ForeignKey(ReadingGroup, on_delete=models.PROTECT, related_name="readings")
    at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    where = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=600, blank=True)
    is_off = models.BooleanField(default=False, help_text="It does not take place; its notes stay.")
    # Counts changes of the date, so that a calendar knows which file is the newer one.
    changed = models.PositiveIntegerField(default=0)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [is_one_thing("reading_is_one_thing")]


class Influence(Record):
    """What a note of a reading led to: a study, a text, a recommendation, an agreement. Named by its id alone, since some
    lie in packages above this one; shown to whoever may read it."""

    note = models.ForeignKey("commons.Remark", on_delete=models.CASCADE, related_name="influences")
    kind = models.CharField(max_length=20)
    target = models.UUIDField()
    shows = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["note", "kind", "target"], name="one_influence_each")]
