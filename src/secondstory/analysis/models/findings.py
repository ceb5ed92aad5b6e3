"""What came out of it, what went well, and what could be better."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from secondstory.analysis.models.basics import SystemPart
from secondstory.analysis.models.controls import ControlAssessment, MissingControl
from secondstory.analysis.models.of_study import OfStudy
from secondstory.analysis.models.whole import SystemicFactor
from secondstory.analysis.querysets import CreditQuerySet
from secondstory.incidents.models import Participant
from secondstory.people.records import Record


class Finding(OfStudy):
    """An identified issue: one of a control, a missing control, a systemic factor, or a way parts worked
    together. Recommendations trace to these."""

    class Kind(models.TextChoices):
        CONTROL = "control", "a control"
        MISSING_CONTROL = "missing_control", "a missing control"
        SYSTEMIC = "systemic", "a systemic factor"
        COORDINATION = "coordination", "how parts worked together"

    kind = models.CharField(max_length=16, choices=Kind.choices)
    summary = models.CharField(max_length=600)
    assessment = models.ForeignKey(
        ControlAssessment, null=True, blank=True, on_delete=models.CASCADE, related_name="findings"
    )
    missing_control = models.ForeignKey(
        MissingControl, null=True, blank=True, on_delete=models.CASCADE, related_name="findings"
    )
    factor = models.ForeignKey(SystemicFactor, null=True, blank=True, on_delete=models.CASCADE, related_name="findings")
    part = models.ForeignKey(SystemPart, null=True, blank=True, on_delete=models.CASCADE, related_name="findings")

    class Meta(OfStudy.Meta):
        constraints = [
            models.CheckConstraint(
                name="finding_has_its_target",
                condition=(
                    Q(kind="control", assessment__isnull=False, missing_control=None, factor=None, part=None)
                    | Q(kind="missing_control", assessment=None, missing_control__isnull=False, factor=None, part=None)
                    | Q(kind="systemic", assessment=None, missing_control=None, factor__isnull=False, part=None)
                    | Q(kind="coordination", assessment=None, missing_control=None, factor=None)
                ),
            )
        ]


class Strength(OfStudy):
    """What went well, or kept it going."""

    class Kind(models.TextChoices):
        ADAPTATION = "adaptation", "adaptation"
        CONTROL_HELD = "control_held", "a control held"
        TOOL = "tool", "tool"
        PREPARATION = "preparation", "preparation"
        COLLABORATION = "collaboration", "collaboration"
        LUCK = "luck", "luck"

    text = models.CharField(max_length=2000)
    kind = models.CharField(max_length=14, choices=Kind.choices, default=Kind.ADAPTATION)


class Credit(Record):
    """Whose doing something good was. Shown once that person agreed, and the way they are shown in this study."""

    strength = models.ForeignKey(Strength, on_delete=models.CASCADE, related_name="credits")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="credits")
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = CreditQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["strength", "participant"], name="one_credit")]


class BetterNote(OfStudy):
    """What could be better. Written before recommendations are decided."""

    text = models.CharField(max_length=2000)
    findings = models.ManyToManyField(Finding, blank=True, related_name="better_notes")
