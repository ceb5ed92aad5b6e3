from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from secondstory.agreements.querysets import AgreementQuerySet, ExampleQuerySet
from secondstory.analysis.models import Finding, WorkNote
from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Audience
from secondstory.people.models import Team
from secondstory.people.records import Record


class Agreement(Record):
    """Whose work it is about, for life: one team, several, or everybody's (``is_for_all``). What it says are its
    versions. Drafts are read by the people of that practice, the published one by ``audience``.

    Never deleted: it is retired, with a reason (``AgreementRetirement``).
    """

    AUDIENCES = [(Audience.TEAM, Audience.TEAM.label), (Audience.ORGANIZATION, Audience.ORGANIZATION.label)]

    teams = models.ManyToManyField(Team, blank=True, related_name="agreements")
    is_for_all = models.BooleanField(default=False)
    audience = models.CharField(max_length=20, choices=AUDIENCES, default=Audience.TEAM)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(audience__in=["team", "organization"]), name="agreement_audience"),
        ]


class AgreementVersion(Record):
    """What an agreement says, whole. Triggers hold that it stays as it was written, and that whoever wrote it
    (``created_by``) was of the practice."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=20_000)
    why = models.CharField(max_length=1000, blank=True, help_text="What is different from the one before, and why.")
    look_again_on = models.DateField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="one_agreement_number"),
            models.CheckConstraint(condition=Q(created_by__isnull=False), name="agreement_is_somebodys"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="agreement_says_something"),
        ]

    def __str__(self) -> str:
        return self.title

    def is_to_look_at(self, today: date) -> bool:
        return self.look_again_on <= today


class AgreementExample(Record):
    """What a version is made clear by: a study as a whole, a finding or a work note, and what it shows. There is no
    column for anything that a person said or did. Gone with what it points to, when its author takes that back."""

    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="examples")
    position = models.PositiveSmallIntegerField()
    study = models.ForeignKey(Retrospective, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    finding = models.ForeignKey(Finding, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    work_note = models.ForeignKey(WorkNote, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    shows = models.CharField(max_length=300, blank=True)

    objects = ExampleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="example_is_one_thing",
                condition=(
                    Q(study__isnull=False, finding=None, work_note=None)
                    | Q(study=None, finding__isnull=False, work_note=None)
                    | Q(study=None, finding=None, work_note__isnull=False)
                ),
            )
        ]


class AgreementReview(Record):
    """What somebody of the practice, who did not write it, says of a version: that it is so, or what is not yet. One row
    for each team of the agreement whose work they do. Triggers hold all of that, and that it stays."""

    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="reviews")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    is_so = models.BooleanField()
    text = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(created_by__isnull=False), name="agreement_review_is_somebodys"),
            models.CheckConstraint(condition=Q(is_so=True) | ~Q(text=""), name="not_yet_says_what"),
        ]


class AgreementPublication(Record):
    """That a version holds from then on. A trigger refuses it while a team of the agreement has not reviewed it."""

    version = models.OneToOneField(AgreementVersion, on_delete=models.PROTECT, related_name="publication")
    # For whom this one was published: a later one for the organization opens none of the earlier ones.
    audience = models.CharField(max_length=20, choices=Agreement.AUDIENCES)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(audience__in=["team", "organization"]), name="agreement_published_for"),
        ]


class AgreementRetirement(Record):
    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="retirement")
    because = models.CharField(max_length=1000)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="retired_for_a_reason")]
