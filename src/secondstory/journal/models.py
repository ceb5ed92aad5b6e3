from __future__ import annotations

from django.conf import settings
from django.db import models


class Counter(models.Model):
    """One row. Whoever holds its lock writes; the number on it is the last event's (see actions)."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="journal_counter_is_one")]


class Event(models.Model):
    """Something that happened in the system. Never a word that a person typed (``facts.py`` sees to it).

    ``seq`` has no gap and is in the order of commit. Rows are never changed or deleted: a database
    trigger refuses both (migration 0002).
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=64)
    subject_id = models.UUIDField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["subject_id", "seq"], name="journal_by_subject")]
