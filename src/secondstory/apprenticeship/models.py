from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from secondstory.analysis.models import Mystery
from secondstory.apprenticeship.querysets import (
    ApprenticeshipQuerySet,
    FeedbackQuerySet,
    LearnerNoteQuerySet,
    MentorshipQuerySet,
    OwnQuerySet,
    TeachingMomentQuerySet,
)
from secondstory.apprenticeship.steps import SIGNED_BY, Step
from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Audience
from secondstory.people.models import Service, Team
from secondstory.people.records import Record
from secondstory.publishing.models import Publication


class Apprenticeship(Record):
    """Somebody's own way into this work. Read by them, and by the mentor they chose while that lasts."""

    learner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ApprenticeshipQuerySet.as_manager()


class Mentorship(Record):
    """A learner asked somebody (``created_at``), who agreed (``accepted_at``); either of them ends it."""

    apprenticeship = models.ForeignKey(Apprenticeship, on_delete=models.PROTECT, related_name="mentorships")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MentorshipQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["apprenticeship"], condition=Q(ended_at=None), name="one_mentor_at_a_time"),
            # Whoever begins it is the learner.
            models.CheckConstraint(
                condition=Q(created_by__isnull=False) & ~Q(mentor=models.F("created_by")), name="mentor_is_another"
            ),
        ]


class Signature(Record):
    """That a step is done, in somebody's own word: the learner's or the mentor's. Taking it back deletes the row."""

    apprenticeship = models.ForeignKey(Apprenticeship, on_delete=models.PROTECT, related_name="signatures")
    step = models.CharField(max_length=12, choices=Step.choices)
    as_mentor = models.BooleanField()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["apprenticeship", "step", "as_mentor"], name="one_word_for_a_step"),
            models.CheckConstraint(
                name="signed_by_whose_word_counts",
                condition=Q(as_mentor=False, step__in=[step for step, who in SIGNED_BY.items() if who.learner])
                | Q(as_mentor=True, step__in=[step for step, who in SIGNED_BY.items() if who.mentor]),
            ),
        ]


class LearnerNote(Record):
    """A learner's note to themself, sealed: on a text they read, or before and after they watched a study.

    ``shared_with`` is the mentorship it was shown in, so that it closes when that ends.
    """

    class Kind(models.TextChoices):
        READ = "read", "On a text I read"
        BEFORE = "before", "Questions before I watch"
        AFTER = "after", "Notes after I watched"

    apprenticeship = models.ForeignKey(Apprenticeship, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    publication = models.ForeignKey(Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    study = models.ForeignKey(Retrospective, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    shared_with = models.ForeignKey(Mentorship, null=True, blank=True, on_delete=models.PROTECT, related_name="notes")

    objects = LearnerNoteQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="learner_note_is_about_one_thing",
                condition=Q(kind="read", publication__isnull=False, study=None)
                | Q(kind__in=["before", "after"], publication=None, study__isnull=False),
            )
        ]


class Feedback(Record):
    """What a mentor saw while the learner did it: keep, try, a question. Sealed, and read by the two alone."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="feedback")
    study = models.ForeignKey(Retrospective, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["mentorship", "study"], name="one_feedback_for_a_study")]


class ExerciseAnswer(Record):
    """What somebody last said in an exercise, sealed, for themself alone. There is no right and wrong to keep."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    exercise = models.SlugField(max_length=60)
    sealed = models.BinaryField()

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "exercise"], name="one_answer_each")]


class FreshEyes(Record):
    """When the product asks somebody new what they did not understand, and that they would rather not be asked."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ask_from = models.DateField(null=True, blank=True)
    let_be_at = models.DateTimeField(null=True, blank=True)


class FreshDraft(Record):
    """What somebody new wrote down for themself, sealed: one for each of the three things they are asked."""

    class About(models.TextChoices):
        SURPRISED = "surprised", "What surprised you?"
        NOT_UNDERSTOOD = "not-understood", "What did you not understand?"
        EVERYBODY_KNOWS = "everybody-knows", "What does everybody here seem to know?"

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=20, choices=About.choices)
    sealed = models.BinaryField()

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "about"], name="one_fresh_draft")]


class AskedAfresh(Record):
    """That a question was asked with fresh eyes. Whose they are stands nowhere here (decision 0005)."""

    mystery = models.OneToOneField(Mystery, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "asked afresh"
        constraints = [models.CheckConstraint(condition=Q(created_by=None), name="fresh_eyes_have_no_name")]


class TeachingMoment(Record):
    """That somebody taught and others learned: what kind, which day, about what, and what came of it in a line.

    ``taught_by`` stands there only by that person's own word. Whoever else was there stands nowhere.
    """

    class Kind(models.TextChoices):
        TALK = "talk", "a talk"
        SHADOWING = "shadowing", "somebody watched somebody at work"
        ANSWER = "answer", "a question was answered"
        TOGETHER = "together", "a text was read together"
        EXERCISE = "exercise", "something was tried out together"

    AUDIENCES = [(Audience.TEAM, Audience.TEAM.label), (Audience.ORGANIZATION, Audience.ORGANIZATION.label)]

    kind = models.CharField(max_length=12, choices=Kind.choices)
    day = models.DateField()
    about = models.CharField(max_length=200)
    came_of_it = models.CharField(max_length=300, blank=True)
    publication = models.ForeignKey(Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    idea = models.SlugField(max_length=60, blank=True, help_text="The key of an idea card.")
    material = models.CharField(max_length=2000, blank=True, help_text="Where its slides or notes are.")
    taught_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    audience = models.CharField(max_length=20, choices=AUDIENCES, default=Audience.ORGANIZATION)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = TeachingMomentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-day", "-id"], name="teaching_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience="organization") | Q(audience="team", team__isnull=False), name="teaching_readers"
            ),
            models.CheckConstraint(
                condition=Q(taught_by=None) | Q(taught_by=models.F("created_by")), name="taught_by_own_word"
            ),
        ]
