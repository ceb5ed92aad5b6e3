from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from secondstory.commons.models.talking import Remark
from secondstory.people.records import Record


class ConductVersion(Record):
    """How people talk with each other here, as the stewards last wrote it. Before the first, the built-in words hold."""

    number = models.PositiveIntegerField(unique=True)
    text = models.TextField(max_length=8000)

    class Meta:
        ordering = ["number"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="conduct_says_something")]


class Moderator(Record):
    """Somebody whom a steward asked to look after conversations. It opens none that they could not read."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")


class Decision(Record):
    """What somebody who moderates decided, and why: read by whoever wrote it and whoever told them, and it stays."""

    class Verb(models.TextChoices):
        HIDDEN = "hidden", "hidden"
        LEFT = "left", "left as it is"
        RESTORED = "restored", "shown again"

    remark = models.ForeignKey(Remark, on_delete=models.PROTECT, related_name="decisions")
    verb = models.CharField(max_length=10, choices=Verb.choices)
    because = models.CharField(max_length=1000)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="decided_for_a_reason")]


class Concern(Record):
    """'This is not in the spirit', in one sentence, for those who moderate alone. Nothing adds these up."""

    remark = models.ForeignKey(Remark, on_delete=models.PROTECT, related_name="concerns")
    text = models.CharField(max_length=500)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns")

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") & Q(created_by__isnull=False), name="concern_says_what"),
            models.UniqueConstraint(
                fields=["remark", "created_by"], condition=Q(decision=None), name="one_open_concern_each"
            ),
        ]
