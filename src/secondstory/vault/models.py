from __future__ import annotations

from django.db import models
from django.utils import timezone

from secondstory.people.records import uuid7


class KeyCheck(models.Model):
    """That a key was used for sealing in this database, and a constant sealed with it, so that whoever starts
    with other keys is told before anything is written. It opens nothing and lets nobody guess the key."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=16, unique=True, help_text="The key's id, in hexadecimal.")
    constant = models.BinaryField(max_length=200)
    began_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True, help_text="Nothing is sealed with it any more.")
    lost_at = models.DateTimeField(null=True, blank=True, help_text="It is gone; what it sealed stays sealed.")

    class Meta:
        ordering = ["began_at", "id"]
