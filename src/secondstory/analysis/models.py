"""CAST's core: the system and its environment, what was lost, what met it, and what we still ask.

There is no cause and no verdict here: no model has such a field, no list of choices such a value
(invariants 4 and 5, held by tests/architecture).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from secondstory.analysis.querysets import MysteryQuerySet
from secondstory.incidents.models import Incident, Retrospective
from secondstory.incidents.querysets import OfStudyQuerySet
from secondstory.people.audience import Audience
from secondstory.people.models import Service, Team
from secondstory.people.records import Record


class OfStudy(Record):
    """A part of one study's analysis, in the order it was written down."""

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="%(class)ss")

    objects = OfStudyQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["created_at", "id"]


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
    last_exercised = models.CharField(max_length=300, blank=True, help_text="When, where and how; empty: never.")
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

    class Meta(OfStudy.Meta):
        constraints = [models.UniqueConstraint(fields=["retrospective", "control"], name="one_assessment")]


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


class LookedFoundNone(OfStudy):
    """'Looked, found none': said aloud for one of the seven kinds, so that silence and absence differ."""

    kind = models.CharField(max_length=20, choices=SystemicKind.choices)

    class Meta(OfStudy.Meta):
        constraints = [models.UniqueConstraint(fields=["retrospective", "kind"], name="one_look_per_kind")]


class MissingControl(OfStudy):
    text = models.CharField(max_length=1000)
    met_nothing = models.CharField(max_length=1000, help_text="The hazard or condition that met nothing.")
    hazard = models.ForeignKey(Hazard, null=True, blank=True, on_delete=models.SET_NULL, related_name="missing")
    believed_to_exist = models.BooleanField(default=False)


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
    came_from = models.CharField(max_length=300, blank=True, help_text="The heading it stood under, when imported.")


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


class BetterNote(OfStudy):
    """What could be better. Written before recommendations are decided."""

    text = models.CharField(max_length=2000)
    findings = models.ManyToManyField(Finding, blank=True, related_name="better_notes")


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
    state = models.CharField(max_length=14, choices=State.choices, default=State.OPEN)
    answer = models.TextField(max_length=8000, blank=True)
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
