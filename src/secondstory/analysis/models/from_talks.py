"""From a conversation to how somebody does their work, with the word of whoever was asked."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from secondstory.analysis.models.work import WorkNote
from secondstory.analysis.querysets import FromTalkQuerySet
from secondstory.firsthand.models import Conversation
from secondstory.people.records import Record


class TalkAgreed(Record):
    """That whoever holds this conversation may write down from it how the person does their work. The person's own word
    (``created_by``); taking it back deletes the row."""

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(created_by__isnull=False), name="talk_agreed_is_somebodys")]


class FromTalk(Record):
    """Which conversation a work note was begun from. Read by those who read both; nobody else learns of it."""

    note = models.OneToOneField(WorkNote, on_delete=models.CASCADE, related_name="from_talk")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")

    objects = FromTalkQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
