from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from secondstory.analysis.models import WorkNote
from secondstory.bylines.querysets import BylineQuerySet
from secondstory.people.models import Team
from secondstory.people.records import Record
from secondstory.publishing.models import Publication
from secondstory.recommendations.models import Recommendation


class Byline(Record):
    """Somebody's name under what they helped to write, by their own hand and as they wish it: beside the thing, never in
    the bytes of an edition, so that taking it back changes no text and needs no amendment. It leaves no marker: a mark
    where a name was would point at somebody. Taking it back deletes the row.
    """

    class Shown(models.TextChoices):
        NAME = "name", "by my name"
        ROLE = "role", "by a role"
        TEAM = "team", "as somebody of my team"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bylines")
    publication = models.ForeignKey(
        Publication, null=True, blank=True, on_delete=models.CASCADE, related_name="bylines"
    )
    work_note = models.ForeignKey(WorkNote, null=True, blank=True, on_delete=models.CASCADE, related_name="bylines")
    idea = models.ForeignKey(Recommendation, null=True, blank=True, on_delete=models.CASCADE, related_name="bylines")
    shown = models.CharField(max_length=4, choices=Shown.choices, default=Shown.NAME)
    role = models.CharField(max_length=120, blank=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    did = models.CharField(max_length=200, blank=True)
    also_outside = models.BooleanField(default=False)

    objects = BylineQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="byline_under_one_thing",
                condition=(
                    Q(publication__isnull=False, work_note=None, idea=None)
                    | Q(publication=None, work_note__isnull=False, idea=None)
                    | Q(publication=None, work_note=None, idea__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="byline_says_who",
                condition=(
                    Q(shown="name", role="", team=None)
                    | (Q(shown="role", team=None) & ~Q(role=""))
                    | Q(shown="team", role="", team__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="byline_outside_under_a_text", condition=Q(also_outside=False) | Q(publication__isnull=False)
            ),
            models.CheckConstraint(name="byline_is_ones_own", condition=Q(created_by=models.F("person"))),
            models.UniqueConstraint(fields=["publication", "person"], name="one_byline_under_a_text"),
            models.UniqueConstraint(fields=["work_note", "person"], name="one_byline_under_a_note"),
            models.UniqueConstraint(fields=["idea", "person"], name="one_byline_under_an_idea"),
        ]

    def __str__(self) -> str:
        """How they wish to be shown."""
        if self.shown == self.Shown.ROLE:
            return self.role
        if self.shown == self.Shown.TEAM and self.team:
            return f"somebody of {self.team.name}"
        return self.person.display_name
