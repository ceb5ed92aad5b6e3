"""Beyond a single control: systemic factors, and the conditions that all had to be there."""

from __future__ import annotations

from django.db import models

from secondstory.analysis.models.of_study import OfStudy
from secondstory.people.records import Record


class SystemicKind(models.TextChoices):
    """The seven kinds of step 4 (domain §4.4)."""

    COMMUNICATION = "communication", "Communication and coordination"
    SAFETY_INFORMATION = "safety_information", "Safety information system"
    CULTURE = "culture", "Culture"
    SAFETY_MANAGEMENT = "safety_management", "Design of safety management"
    DYNAMICS = "dynamics", "Changes and dynamics"
    ECONOMICS = "economics", "Economics"
    ENVIRONMENT = "environment", "Environment"


class SystemicFactor(OfStudy):
    kind = models.CharField(max_length=20, choices=SystemicKind.choices)
    text = models.TextField(max_length=4000)
    # The same thing in an earlier study: what 'did we already know?' is answered from.
    seen_before = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="seen_again")


class LookedFoundNone(OfStudy):
    """'Looked, found none': said aloud for one of the seven kinds, so that silence and absence differ."""

    kind = models.CharField(max_length=20, choices=SystemicKind.choices)

    class Meta(OfStudy.Meta):
        constraints = [models.UniqueConstraint(fields=["retrospective", "kind"], name="one_look_per_kind")]


class Condition(OfStudy):
    """Something that had to be true. Conditions are a set: joined, never ranked (C12)."""

    class Level(models.TextChoices):
        TECHNICAL = "technical", "technical"
        OPERATION = "operation", "operation"
        TEAM = "team", "team"
        MANAGEMENT = "management", "management"
        ORGANIZATION = "organization", "organization"
        ENVIRONMENT = "environment", "environment"

    text = models.CharField(max_length=2000)
    level = models.CharField(max_length=14, choices=Level.choices, default=Level.TECHNICAL)
    evidence = models.CharField(max_length=1000, blank=True)
    joined_with = models.ManyToManyField("self", blank=True)
    # The same thing in an earlier study: what 'did we already know?' is answered from.
    seen_before = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="seen_again")
    came_from = models.CharField(max_length=300, blank=True, help_text="The heading it stood under, when imported.")


class ChainEnd(Record):
    """Here a chain of whys ended as it was told elsewhere. Whether that lies in what we do not steer, the condition's own
    level says; a chain ends where somebody stopped asking, and no condition is more than one of a set for it."""

    condition = models.OneToOneField(Condition, on_delete=models.CASCADE, related_name="chain_end")
