from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from secondstory.people.records import uuid7


class Message(models.Model):
    """Something that waits to be told to somebody. No word of it is kept here: ``facts`` are ids and days, and what the
    mail says is decided when it is sent. ``id`` is in the mail's Message-ID, so that one sent twice is known as one."""

    class State(models.TextChoices):
        WAITING = "waiting", "waits"
        SENT = "sent", "sent"
        NOTHING = "nothing", "nothing to tell any more"
        REFUSED = "refused", "refused"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120, unique=True)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    queued_at = models.DateTimeField(default=timezone.now)
    # Not before then: after a try that did not work, or while somebody is sending it.
    next_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was refused, or the last try did not work.")

    class Meta:
        indexes = [models.Index(fields=["state", "next_at"], name="message_that_waits")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sent", "nothing", "refused"]), name="message_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at=None) | (~Q(state="waiting") & Q(ended_at__isnull=False)),
                name="message_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return self.key
