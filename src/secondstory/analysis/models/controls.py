"""Safety controls: the catalogue, which outlives studies, how each fared in one, and what was missing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from secondstory.analysis.models.basics import Hazard, SystemPart
from secondstory.analysis.models.of_study import OfStudy
from secondstory.people.models import Service, Team
from secondstory.people.records import Record
from secondstory.timeline.models import Reference


class SafetyControl(Record):
    """The catalogue: controls outlive the studies that meet them."""

    class Type(models.TextChoices):
        PREVENT = "prevent", "prevent"
        DETECT = "detect", "detect"
        LIMIT = "limit", "limit"
        RECOVER = "recover", "recover"

    class Form(models.TextChoices):
        SOFTWARE = "software", "software"
        CONFIGURATION = "configuration", "configuration"
        PROCESS = "process", "process"
        PRACTICE = "practice", "practice"
        ORGANIZATION = "organization", "organization"

    class Stage(models.TextChoices):
        EXISTS = "exists", "exists"
        PLANNED = "planned", "planned"
        RETIRED = "retired", "retired"

    name = models.CharField(max_length=200)
    sentence = models.CharField(max_length=600, help_text="One sentence: what it does, and what it is meant to avoid.")
    type = models.CharField(max_length=10, choices=Type.choices)
    form = models.CharField(max_length=14, choices=Form.choices, default=Form.SOFTWARE)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="controls")
    services = models.ManyToManyField(Service, blank=True, related_name="controls")
    assumes = models.CharField(max_length=600, blank=True)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.EXISTS)

    class Meta:
        ordering = ["name", "id"]
        # Two constraints, because SQLite has no "nulls not distinct": one name per team, and one without a team.
        constraints = [
            models.UniqueConstraint(fields=["name", "team"], name="one_control_name"),
            models.UniqueConstraint(fields=["name"], condition=Q(team=None), name="one_control_name_without_team"),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="control_newest_first")]

    def __str__(self) -> str:
        return self.name


class ControlExercise(Record):
    """A time at which a control was put to use on purpose: a drill, a test, a gameday."""

    control = models.ForeignKey(SafetyControl, on_delete=models.CASCADE, related_name="exercises")
    on = models.DateField(null=True, blank=True, help_text="Empty: some time, nobody knows when.")
    where = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=600)

    class Meta:
        ordering = ["-on", "-created_at", "-id"]


class Outcome(models.TextChoices):
    """How a control fared: seven outcomes, none of them a verdict on people (decision D-06)."""

    HELD = "held", "held"
    PARTLY_HELD = "partly_held", "partly held"
    DID_NOT_ACT = "did_not_act", "did not act"
    TOO_LATE = "too_late", "too late"
    ACTED_WRONGLY = "acted_wrongly", "acted wrongly"
    NOT_IN_PLACE = "not_in_place", "not in place here"
    UNKNOWN = "unknown", "unknown"


class ControlAssessment(OfStudy):
    control = models.ForeignKey(SafetyControl, on_delete=models.PROTECT, related_name="assessments")
    outcome = models.CharField(max_length=14, choices=Outcome.choices, default=Outcome.UNKNOWN)
    how = models.TextField(max_length=4000, blank=True)
    environment_met = models.CharField(max_length=600, blank=True)
    failure_followed = models.CharField(max_length=600, blank=True)
    references = models.ManyToManyField(Reference, blank=True, related_name="assessments")
    # The part of the system that carries it, where somebody said so: a control is no thing beside the system.
    held_by = models.ForeignKey(SystemPart, null=True, blank=True, on_delete=models.SET_NULL, related_name="holds")

    class Meta(OfStudy.Meta):
        constraints = [models.UniqueConstraint(fields=["retrospective", "control"], name="one_assessment")]


class MissingControl(OfStudy):
    text = models.CharField(max_length=1000)
    met_nothing = models.CharField(max_length=1000, help_text="The hazard or condition that met nothing.")
    hazard = models.ForeignKey(Hazard, null=True, blank=True, on_delete=models.SET_NULL, related_name="missing")
    believed_to_exist = models.BooleanField(default=False)
