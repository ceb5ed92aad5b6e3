from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q

from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.people.records import Record
from secondstory.playbook.models import ProcessVersion
from secondstory.practice.querysets import ExperienceQuerySet, PracticeQuerySet, ProposalQuerySet, ShownByQuerySet


class Way(models.TextChoices):
    KEEP = "keep", "Keep"
    DROP = "drop", "Drop"
    TRY = "try", "Try"


HALF_A_YEAR = timedelta(days=182)


class Practice(Record):
    """Something that is done here because it is done here: a step, a rule, a setting, a habit. It has a day on which it
    is asked whether it helps. ``key`` is what pages call it by; those of the product are nobody's."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    about = models.CharField(max_length=300, blank=True)
    is_built_in = models.BooleanField(default=False, editable=False)
    look_again_on = models.DateField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="practice_has_a_name"),
            models.CheckConstraint(
                condition=Q(is_built_in=False) | Q(retired_at=None), name="built_in_changes_by_version"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Experience(Record):
    """What it is like to work this way, told by somebody who did. Read by those who keep the process, and by who told it.

    Without a name it holds no study either: of a study that three people worked on, the study would be the name.
    """

    stage = models.SlugField(max_length=40, blank=True, help_text="The step it is about; empty is all of it.")
    study = models.ForeignKey(Retrospective, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    way = models.CharField(max_length=4, choices=Way.choices)
    worked = models.TextField(max_length=2000, blank=True)
    in_the_way = models.TextField(max_length=2000, blank=True)

    objects = ExperienceQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(way__in=Way.values), name="experience_way_known"),
            models.CheckConstraint(condition=~Q(worked="") | ~Q(in_the_way=""), name="experience_says_something"),
            models.CheckConstraint(
                condition=Q(created_by__isnull=False) | Q(study=None), name="nameless_experience_has_no_study"
            ),
        ]

    @property
    def said(self) -> list[str]:
        return [words for words in (self.worked, self.in_the_way) if words]


class Proposal(Record):
    """A change of how we work that somebody proposes. ``about`` is the element it is about (elements.py). Read by
    everybody here; without a name when ``created_by`` is nobody."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        DISCUSSED = "discussed", "being discussed"
        TRIED = "tried", "being tried"
        ADOPTED = "adopted", "adopted"
        DECLINED = "declined", "declined"

    class Trouble(models.TextChoices):
        UNCLEAR = "unclear", "It is unclear"
        MISSING = "missing", "Something is missing"
        NOT_WORTH_IT = "not_worth_it", "It is not worth what it costs"
        GOOD = "good", "It is good, and should stay"
        ELSE = "else", "Something else"

    about = models.CharField(max_length=80)
    trouble = models.CharField(max_length=12, choices=Trouble.choices)
    way = models.CharField(max_length=4, choices=Way.choices)
    what = models.CharField(max_length=200)
    why = models.TextField(max_length=4000)
    hoped_for = models.CharField(max_length=1000, blank=True)
    look_again_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(help_text="An answer is due by then: ten working days.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    grew_from = models.ForeignKey(Experience, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(what="") & ~Q(why=""), name="proposal_says_what_and_why"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "discussed", "tried", "adopted", "declined"]),
                name="proposal_state_known",
            ),
            models.CheckConstraint(condition=Q(way__in=Way.values), name="proposal_way_known"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_settled(self) -> bool:
        return self.state in (self.State.ADOPTED, self.State.DECLINED)


class ShownBy(Record):
    """A study that shows what a proposal says. Of one that somebody may not read they do not learn that it is there."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="shown_by")
    study = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="+")

    objects = ShownByQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "study"], name="one_study_shows_it")]


class ProposalWord(Record):
    """What somebody else adds to a proposal."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="words")
    text = models.TextField(max_length=2000)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="word_says_something")]


class ProcessDraft(Record):
    """Beside a version of the process that was written here: what it came from, what it answers, who to ask."""

    version = models.OneToOneField(ProcessVersion, on_delete=models.PROTECT, related_name="draft")
    before = models.ForeignKey(ProcessVersion, on_delete=models.PROTECT, related_name="+")
    adopts = models.ManyToManyField(Proposal, blank=True, related_name="adopted_by")
    goes = models.CharField(max_length=400, blank=True, help_text="What goes for what was added, or why nothing does.")
    ask = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    let_go_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(created_by__isnull=False), name="process_draft_is_somebodys"),
        ]


class NotYet(Record):
    """What somebody who does the work says is not so yet in a draft of the process."""

    version = models.ForeignKey(ProcessVersion, on_delete=models.PROTECT, related_name="doubts")
    text = models.TextField(max_length=4000)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="not_yet_says_something")]


class ProposalAnswer(Record):
    """One step of a proposal's way, by whoever keeps the process. What was said stays."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="answers")
    state = models.CharField(max_length=10, choices=Proposal.State.choices)
    text = models.TextField(max_length=4000)
    version = models.ForeignKey(ProcessVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") & ~Q(state="open"), name="answer_says_why"),
            models.CheckConstraint(condition=Q(created_by__isnull=False), name="answer_is_somebodys"),
        ]


class Look(Record):
    """One look at a practice: what it helps with, what it costs, what we would miss, and what comes of it."""

    class Outcome(models.TextChoices):
        KEEP = "keep", "Keep it"
        CHANGE = "change", "Change it"
        RETIRE = "retire", "Retire it"

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="looks")
    helps = models.TextField(max_length=2000, blank=True)
    costs = models.TextField(max_length=2000, blank=True)
    missed = models.TextField(max_length=2000, blank=True)
    outcome = models.CharField(max_length=6, choices=Outcome.choices)
    because = models.CharField(max_length=1000)
    next_on = models.DateField(null=True, blank=True)
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="look_says_why"),
            models.CheckConstraint(condition=Q(created_by__isnull=False), name="look_is_somebodys"),
            models.CheckConstraint(
                condition=Q(outcome="retire") | Q(next_on__isnull=False), name="kept_until_looked_at"
            ),
        ]

    @property
    def outcome_in_words(self) -> str:
        return {"keep": "kept", "change": "to be changed", "retire": "retired"}[self.outcome]
