"""Open questions: they outlive the study they came from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from secondstory.analysis.models.basics import SystemPart
from secondstory.analysis.querysets import MysteryQuerySet
from secondstory.incidents.models import Incident, Retrospective
from secondstory.people.audience import Audience
from secondstory.people.models import Service, Team
from secondstory.people.records import Record


class Mystery(Record):
    """A question worth following, useful for prevention or not. It outlives the study it came from."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        FOLLOWED = "followed", "being followed"
        ANSWERED = "answered", "answered"
        UNANSWERABLE = "unanswerable", "cannot be answered"
        SET_ASIDE = "set_aside", "set aside"

    retrospective = models.ForeignKey(
        Retrospective, null=True, blank=True, on_delete=models.PROTECT, related_name="mysteries"
    )
    incident = models.ForeignKey(Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="mysteries")
    question = models.CharField(max_length=600)
    # Null when they chose not to be named; then created_by is null as well.
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="led_to")
    # What it is about: a part of the system, services, words somebody selected and the page they stood on. The words
    # are read by whoever reads that study, however wide the question is opened.
    part = models.ForeignKey(SystemPart, null=True, blank=True, on_delete=models.SET_NULL, related_name="mysteries")
    services = models.ManyToManyField(Service, blank=True, related_name="mysteries")
    quote = models.CharField(max_length=600, blank=True)
    place = models.CharField(max_length=300, blank=True, help_text="The address of that page, within this house.")
    state = models.CharField(max_length=14, choices=State.choices, default=State.OPEN)
    answer = models.TextField(max_length=8000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Somebody answered who has no part in its study and is in none of its teams: the wider house helped.
    answered_from_outside = models.BooleanField(default=False)
    reason = models.CharField(max_length=1000, blank=True, help_text="Why it was set aside or cannot be answered.")
    # Working questions stay with the study; opened wider, 'someone may know'.
    audience = models.CharField(max_length=20, choices=Audience.choices, default=Audience.GROUP)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = MysteryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "mysteries"
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="mystery_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["set_aside", "unanswerable"]) | ~Q(reason=""), name="mystery_rest_has_reason"
            ),
            models.CheckConstraint(condition=~Q(state="answered") | ~Q(answer=""), name="mystery_answered_has_answer"),
        ]


class FormerAnswer(Record):
    """What was said to a question before it was opened again and something else was said: it stays."""

    mystery = models.ForeignKey(Mystery, on_delete=models.CASCADE, related_name="former_answers")
    is_reason = models.BooleanField(default=False, help_text="Why it rested; else an answer.")
    text = models.TextField(max_length=8000)

    class Meta:
        ordering = ["created_at", "id"]


class Following(Record):
    """Somebody wants to know: ``created_by`` is told when the question gets an answer."""

    mystery = models.ForeignKey(Mystery, on_delete=models.CASCADE, related_name="followings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mystery", "created_by"], name="one_following")]
