from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from secondstory.people.models import Team
from secondstory.people.records import Record
from secondstory.procedures.age import age
from secondstory.procedures.querysets import ProcedureQuerySet
from secondstory.recommendations.models import Recommendation


class Procedure(Record):
    """A rule, an approval or a checklist that binds teams, or everybody here. It points to where it is written down; the
    register does not hold it. Never deleted: it is retired, with a reason."""

    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500, blank=True)
    purpose = models.CharField(max_length=1000)
    since = models.DateField()
    teams = models.ManyToManyField(Team, blank=True, related_name="procedures")
    is_for_all = models.BooleanField(default=False)
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.SET_NULL, related_name="procedures"
    )

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="procedure_newest_first")]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(purpose=""), name="procedure_says_what_for"),
            models.UniqueConstraint(
                fields=["recommendation"],
                condition=Q(recommendation__isnull=False),
                name="one_procedure_per_recommendation",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def age(self, today: date) -> str:
        return age(self.since, today)


class ProcedureRetirement(Record):
    """That a procedure binds nobody any more, why, and which newer one it made room for."""

    procedure = models.OneToOneField(Procedure, on_delete=models.PROTECT, related_name="retirement")
    because = models.CharField(max_length=1000)
    made_room_for = models.ForeignKey(
        Procedure, null=True, blank=True, on_delete=models.SET_NULL, related_name="made_room"
    )

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="procedure_retired_for_a_reason"),
            models.CheckConstraint(
                condition=Q(made_room_for=None) | ~Q(made_room_for=F("procedure")),
                name="procedure_makes_room_for_another",
            ),
        ]
