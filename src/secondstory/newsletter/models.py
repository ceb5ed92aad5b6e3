from __future__ import annotations

from functools import reduce
from operator import or_
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from secondstory.analysis.models import Mystery, SystemicKind, WorkNote
from secondstory.newsletter.querysets import FollowQuerySet, IssueItemQuerySet, IssueQuerySet
from secondstory.people.models import Service, Team
from secondstory.people.records import Record
from secondstory.publishing.models import Publication

# What can be followed: its word, and the column that holds it.
SUBJECTS = {
    "team": "team",
    "service": "service",
    "text": "publication",
    "question": "question",
    "author": "author",
    "theme": "theme",
    "factor": "factor",
}
_WORDS = {"theme", "factor"}


def _is_set(column: str) -> Q:
    return ~Q(**{column: ""}) if column in _WORDS else Q(**{f"{column}__isnull": False})


def _one_of_them() -> Q:
    columns = SUBJECTS.values()
    return reduce(
        or_,
        (
            reduce(lambda both, other: both & ~_is_set(other), (o for o in columns if o != one), _is_set(one))
            for one in columns
        ),
    )


class Follow(Record):
    """Somebody wants to hear of one thing. Theirs alone: no page shows anybody who follows what, and none counts it."""

    class How(models.TextChoices):
        AT_ONCE = "at_once", "a mail at once"
        WEEKLY = "weekly", "one mail a week"
        PAGE = "page", "no mail, only on ‘What I follow’"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    how = models.CharField(max_length=10, choices=How.choices, default=How.WEEKLY)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    publication = models.ForeignKey(Publication, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(Mystery, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    # Whose published texts: those alone in which they chose to be named.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    theme = models.CharField(max_length=60, blank=True, help_text="A theme of work notes, in small letters.")
    factor = models.CharField(max_length=20, blank=True, choices=SystemicKind.choices)

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["how", "person"], name="follow_by_how")]
        constraints = [
            models.CheckConstraint(condition=Q(how__in=["at_once", "weekly", "page"]), name="follow_how_known"),
            models.CheckConstraint(condition=_one_of_them(), name="follow_of_one_thing"),
            *(
                models.UniqueConstraint(
                    fields=["person", column], condition=_is_set(column), name=f"one_follow_of_{column}"
                )
                for column in SUBJECTS.values()
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}"

    @property
    def subject(self) -> str:
        return next(word for word, column in SUBJECTS.items() if getattr(self, self._column(column)))

    @property
    def key(self) -> tuple[str, UUID | str]:
        """What it is about, as ``tidings`` names it."""
        word = self.subject
        value: UUID | str = getattr(self, self._column(SUBJECTS[word]))
        return word, value

    @staticmethod
    def _column(column: str) -> str:
        return column if column in _WORDS else f"{column}_id"


class Heard(models.Model):
    """One row: up to which event of the journal it was looked who is to be told at once."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    seq = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="heard_is_one")]


class Digested(models.Model):
    """Until when somebody's weekly mail has told. Begins with the first weekly one they follow by."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    until = models.DateTimeField()


class Newsletter(Record):
    """One row: its name, its rhythm, and the day the next issue is due on. Without a rhythm, issues come as they come."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    name = models.CharField(max_length=120, default="What we learned")
    every_weeks = models.PositiveSmallIntegerField(default=0, help_text="0: no rhythm.")
    next_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(only=True), name="newsletter_is_one"),
            models.CheckConstraint(
                condition=Q(every_weeks=0, next_on=None) | Q(every_weeks__gt=0, next_on__isnull=False),
                name="newsletter_rhythm_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Editor(Record):
    """Somebody a steward asked to gather issues. Stewards may, too."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")


class SignUp(Record):
    """Somebody gets the newsletter by mail: their own act, and gone with one press. No page tells who, or how many."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")


class Issue(Record):
    """An issue: a draft, then ready for its day, then published. What it says is read by everybody who signs in here;
    of its items, each reader sees those they may read."""

    class State(models.TextChoices):
        DRAFT = "draft", "a draft"
        READY = "ready", "ready for its day"
        PUBLISHED = "published", "published"

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    set_for = models.DateField()
    title = models.CharField(max_length=200)
    intro = models.TextField(max_length=6000, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True, unique=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["-set_for", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["draft", "ready", "published"]), name="issue_state_known"),
            models.CheckConstraint(
                condition=Q(state="published", number__isnull=False, published_at__isnull=False)
                | (~Q(state="published") & Q(number=None, published_at=None)),
                name="issue_published_has_number",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class IssueItem(Record):
    """One thing an issue brings, with an editor's own words. Its title is not kept here: whoever told a note or asked a question
    may word it anew, or take it back, and then it is so in every issue."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    words = models.TextField(max_length=1000, blank=True)
    publication = models.ForeignKey(Publication, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(Mystery, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    work_note = models.ForeignKey(WorkNote, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    idea = models.CharField(max_length=80, blank=True, help_text="The key of one of the ideas behind the pages.")

    objects = IssueItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="issue_item_is_one_thing",
                condition=(
                    Q(publication__isnull=False, question=None, work_note=None, idea="")
                    | Q(publication=None, question__isnull=False, work_note=None, idea="")
                    | Q(publication=None, question=None, work_note__isnull=False, idea="")
                    | (Q(publication=None, question=None, work_note=None) & ~Q(idea=""))
                ),
            ),
            *(
                models.UniqueConstraint(
                    fields=["issue", one], condition=Q(**{f"{one}__isnull": False}), name=f"{one}_once"
                )
                for one in ("publication", "question", "work_note")
            ),
            models.UniqueConstraint(fields=["issue", "idea"], condition=~Q(idea=""), name="idea_once"),
        ]
