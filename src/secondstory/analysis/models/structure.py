"""Step 2 of CAST: who or what acts on which part, and what comes back.

A component of the control structure is a ``SystemPart``: one list of parts, seen as a list or as a picture.
"""

from __future__ import annotations

from django.db import models

from secondstory.analysis.models.basics import Constraint, SystemPart
from secondstory.analysis.models.of_study import OfStudy
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Service
from secondstory.people.records import Record


class Responsibility(OfStudy):
    """A duty that a part holds, and what it keeps true."""

    part = models.ForeignKey(SystemPart, on_delete=models.CASCADE, related_name="responsibilities")
    text = models.CharField(max_length=600)
    constraints = models.ManyToManyField(Constraint, blank=True, related_name="responsibilities")

    class Meta(OfStudy.Meta):
        verbose_name_plural = "responsibilities"


class Arrow(OfStudy):
    """From one part to another, or back to itself. It goes with either of them."""

    source = models.ForeignKey(SystemPart, on_delete=models.CASCADE, related_name="%(class)ss_out")
    target = models.ForeignKey(SystemPart, on_delete=models.CASCADE, related_name="%(class)ss_in")
    what = models.CharField(max_length=300)

    class Meta(OfStudy.Meta):
        abstract = True


class ControlAction(Arrow):
    """What ``source`` does to steer ``target``."""

    class Deviation(models.TextChoices):
        AS_INTENDED = "as_intended", "given as intended"
        NOT_GIVEN = "not_given", "not given"
        HARMFUL = "harmful", "given, and it did harm"
        WRONG_TIME = "wrong_time", "too early, too late or out of order"
        WRONG_LENGTH = "wrong_length", "stopped too soon or went on too long"

    deviation = models.CharField(max_length=14, choices=Deviation.choices, default=Deviation.AS_INTENDED)
    on_paper_only = models.BooleanField(default=False, help_text="It is written down, and not how it is done.")


class Feedback(Arrow):
    """What comes back from ``source``, and tells ``target`` what its action did."""

    class State(models.TextChoices):
        ARRIVED = "arrived", "arrived"
        LATE = "late", "arrived late"
        MISSING = "missing", "never arrived"
        MISLEADING = "misleading", "arrived, and misled"
        ON_PAPER = "on_paper", "exists on paper only"

    state = models.CharField(max_length=12, choices=State.choices, default=State.ARRIVED)
    delay = models.CharField(max_length=200, blank=True, help_text="How late it comes, in words.")

    class Meta(Arrow.Meta):
        verbose_name_plural = "feedback"


class Influence(Arrow):
    """How ``source`` presses on ``target`` without steering it: load, bad input, a deadline. Often the environment."""


class KeptStructure(Record):
    """The control structure of a service as a study left it, for the next study to begin from. Everyone in the
    organization reads it. ``structure`` holds names and words as plain values (``structure_values``)."""

    service = models.OneToOneField(Service, on_delete=models.CASCADE, related_name="structure")
    retrospective = models.ForeignKey(Retrospective, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    structure: models.JSONField[dict[str, object], dict[str, object]] = models.JSONField(default=dict)
    kept_at = models.DateTimeField()
