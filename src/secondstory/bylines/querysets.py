"""The one door: under what somebody reads, they read the bylines, too; outside, those that were said for outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from secondstory.analysis.models import WorkNote
from secondstory.people.audience import Who, reader
from secondstory.publishing.models import Publication
from secondstory.recommendations.models import Recommendation

if TYPE_CHECKING:
    from secondstory.bylines import models as m  # noqa: F401  # named in quotes below


class BylineQuerySet(models.QuerySet["m.Byline"]):
    def visible_to(self, user: Who) -> Self:
        """Of people who left, none."""
        who = reader(user)
        texts = Exists(Publication.objects.visible_to(who).filter(pk=OuterRef("publication_id")))
        here = self.filter(person__is_active=True)
        if not who.is_member:
            return here.filter(texts, also_outside=True)
        notes: Any = WorkNote.objects.visible_to(who).filter(pk=OuterRef("work_note_id"))
        ideas: Any = Recommendation.objects.visible_to(who).filter(pk=OuterRef("idea_id"))
        return here.filter(Q(texts) | Q(Exists(notes)) | Q(Exists(ideas)))

    def in_order(self) -> Self:
        """As they came: no name stands before another for any other reason."""
        return self.select_related("person", "team").order_by("created_at", "id")
