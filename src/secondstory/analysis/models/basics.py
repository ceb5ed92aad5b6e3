"""Step 1 of CAST: the system and its environment, what was lost, in which state, and what must stay true."""

from __future__ import annotations

from django.db import models

from secondstory.analysis.models.of_study import OfStudy


class SystemPart(OfStudy):
    class Kind(models.TextChoices):
        SOFTWARE = "software", "software"
        HARDWARE = "hardware", "hardware"
        DATA = "data", "data"
        ROLE = "role", "role"
        TEAM = "team", "team"
        ORGANIZATION = "organization", "organization"
        SUPPLIER = "supplier", "supplier"
        OTHER = "other", "other"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.SOFTWARE)
    is_environment = models.BooleanField(default=False, help_text="It affects us; we do not steer it.")

    @property
    def is_people(self) -> bool:
        """Somebody acts here: what they did is told with what surrounded it."""
        return self.kind in (self.Kind.ROLE, self.Kind.TEAM, self.Kind.ORGANIZATION)


class Loss(OfStudy):
    """What somebody did not want (``is_near``: it nearly came to that)."""

    text = models.CharField(max_length=1000)
    is_near = models.BooleanField(default=False)

    class Meta(OfStudy.Meta):
        verbose_name_plural = "losses"


class Hazard(OfStudy):
    """A state of our system that makes a loss possible under some environment."""

    text = models.CharField(max_length=1000)
    losses = models.ManyToManyField(Loss, blank=True, related_name="hazards")


class Constraint(OfStudy):
    """What must stay true to keep out of a hazard."""

    text = models.CharField(max_length=1000)
    hazards = models.ManyToManyField(Hazard, blank=True, related_name="constraints")


class ReasonToLearn(OfStudy):
    """Why this one is worth a closer look (domain §9.3). Reasons are shown as sentences and never counted."""

    class Kind(models.TextChoices):
        MANY_TEAMS = "many_teams", "More than two teams had a part in it."
        NEW_PARTS = "new_parts", "A part, or a way parts work together, was new."
        SURPRISED_EXPERTS = "surprised_experts", "It surprised people who know this well."
        ALMOST_WORSE = "almost_worse", "It came close to something much worse."
        LOOKED_SIMPLE = "looked_simple", "It looked simple at first."
        LOOKS_KNOWN = "looks_known", "It looks like one we have had before."
        MUCH_TALK = "much_talk", "People talk about it a lot."
        CONFUSION = "confusion", "For a while nobody could say what was going on."
        SPECIAL_TIME = "special_time", "It came at a special time: a launch, a holiday, a busy season."
        SOMEBODY_ASKS = "somebody_asks", "Somebody wants to know."
        MANY_ADAPTATIONS = "many_adaptations", "People kept it going in many ways that no document holds."
        FIRST_MET = "first_met", "A control met the real thing for the first time."

    kind = models.CharField(max_length=20, choices=Kind.choices)

    class Meta(OfStudy.Meta):
        verbose_name_plural = "reasons to learn"
        constraints = [models.UniqueConstraint(fields=["retrospective", "kind"], name="one_reason_per_kind")]
