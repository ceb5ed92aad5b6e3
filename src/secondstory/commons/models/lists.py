from __future__ import annotations

from django.db import models
from django.db.models import Q

from secondstory.commons.models.things import ToRead, is_one_thing
from secondstory.commons.querysets import ReadingLineQuerySet, ReadingListQuerySet
from secondstory.incidents.models import NoteAudience
from secondstory.people.models import Team
from secondstory.people.records import Record


class ReadingList(Record):
    """What somebody, or a team (``kept_by``), would have others read, in an order of their own."""

    title = models.CharField(max_length=200)
    about = models.CharField(max_length=600, blank=True)
    kept_by = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=20, choices=NoteAudience.choices, default=NoteAudience.ME)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ReadingListQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="list_has_a_title"),
            models.CheckConstraint(
                name="list_audience",
                condition=(
                    Q(audience="me", team=None, kept_by=None)
                    | Q(audience="team", team__isnull=False)
                    | Q(audience="organization", team=None)
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ReadingItem(ToRead):
    """Shown to whoever may read the list and the thing itself."""

    reading_list = models.ForeignKey(ReadingList, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [is_one_thing("item_is_one_thing")]


class ReadingLine(Record):
    """Why one would read it, in the words of one of those who keep the list. ``for_team`` alone reads it where the list was
    opened to others after it was written; its author opens it, too, or leaves it there."""

    item = models.ForeignKey(ReadingItem, on_delete=models.CASCADE, related_name="lines")
    text = models.CharField(max_length=300)
    for_team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ReadingLineQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="line_has_words"),
            models.UniqueConstraint(fields=["item", "created_by"], name="one_line_each"),
        ]


class ListFollowing(Record):
    """Somebody has a list at hand in the library. Nobody else learns that they do."""

    reading_list = models.ForeignKey(ReadingList, on_delete=models.CASCADE, related_name="followings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reading_list", "created_by"], name="follows_a_list_once")]
