from __future__ import annotations

from django.conf import settings
from django.db import models

from secondstory.chat.querysets import ChatAccountQuerySet
from secondstory.people.records import Record


class ChatAccount(Record):
    """That an account of a chat is this person's. Their own word, given while signed in; taking it back deletes it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    system = models.CharField(max_length=20)
    workspace = models.CharField(max_length=80)
    account = models.CharField(max_length=80)

    objects = ChatAccountQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["system", "workspace", "account"], name="one_chat_account")]


class Heard(models.Model):
    """A signature that was heard, for as long as it would be believed, so that it is believed once. ``sender`` is a hash:
    it holds how fast one account may send, and nothing of who it is or what was said."""

    signature = models.CharField(max_length=64, primary_key=True)
    sender = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "heard"
        indexes = [models.Index(fields=["sender", "at"], name="heard_lately")]
