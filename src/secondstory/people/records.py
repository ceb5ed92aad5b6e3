"""What every stored thing has in common."""

from __future__ import annotations

import os
import time
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


def uuid7() -> uuid.UUID:
    """A UUID whose order is the order of creation to the millisecond (RFC 9562, version 7)."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | int.from_bytes(os.urandom(10), "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return uuid.UUID(int=value)


class Record(models.Model):
    """An id that sorts by age, when it began, and who began it (nobody, when they chose not to say)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
