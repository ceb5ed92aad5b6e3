from __future__ import annotations

from functools import reduce
from operator import or_
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from secondstory.analysis.models import Mystery, SystemicKind
from secondstory.newsletter.querysets import FollowQuerySet
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
