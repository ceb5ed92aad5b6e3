"""What people decided about questions, and which were asked in a study. No row tells who asked or who added one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from secondstory.incidents.models import Retrospective
from secondstory.people.models import Team
from secondstory.people.records import Record
from secondstory.question_bank.querysets import ChoiceQuerySet


class Choice(Record):
    """What the organization (no ``team``) or a team chose about one question.

    With ``text`` it is a question of their own, and ``key`` is the row's own id. Without, it is about a question that
    stands elsewhere, by its key: that it rests, or how often it was called good (on the organization's row alone).
    """

    key = models.CharField(max_length=36)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=300, blank=True)
    purpose = models.CharField(max_length=40, blank=True)
    steps = models.CharField(max_length=80, blank=True)
    surfaces = models.CharField(max_length=30, blank=True)
    good = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_because = models.CharField(max_length=400, blank=True)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "team"], name="one_choice_of_a_team"),
            models.UniqueConstraint(fields=["key"], condition=Q(team=None), name="one_choice_of_the_organization"),
            models.CheckConstraint(
                condition=Q(text="", purpose="", steps="", surfaces="")
                | (~Q(text="") & ~Q(purpose="") & ~Q(surfaces="")),
                name="choice_is_whole_or_about_another",
            ),
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_because="")
                | (Q(retired_at__isnull=False) & ~Q(retired_because="")),
                name="choice_rests_for_a_reason",
            ),
        ]


class GoodMark(models.Model):
    """That somebody called a question good, so that saying it twice counts once. Shown to nobody but themself."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=36)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="one_good_mark")]


class Asked(models.Model):
    """That a question was asked in a study. Not by whom, and not what was answered."""

    study = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=36)

    class Meta:
        verbose_name_plural = "asked"
        constraints = [models.UniqueConstraint(fields=["study", "key"], name="asked_once")]
