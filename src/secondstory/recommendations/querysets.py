from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import BooleanField, Case, Q, Value, When

from secondstory.incidents.querysets import work_readable
from secondstory.people.audience import Who, reader

if TYPE_CHECKING:
    from secondstory.recommendations import models as m  # noqa: F401  # named in quotes below


class RecommendationQuerySet(models.QuerySet["m.Recommendation"]):
    def visible_to(self, user: Who) -> Self:
        """Whoever reads the study's work, and those a promise rests on: its owner, the owning team, its decider."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        return self.filter(
            work_readable(who, prefix="retrospective__")
            | Q(owner_id=who.person_id)
            | Q(owner_team_id__in=who.team_ids)
            | Q(decider_id=who.person_id)
        )

    def knowing_study_of(self, user: Who) -> Self:
        """With ``reads_study``: an owner from outside reads the promise, not the study it came from."""
        may = work_readable(reader(user), prefix="retrospective__")
        return self.annotate(
            reads_study=Case(When(may, then=Value(True)), default=Value(False), output_field=BooleanField())
        )

    def due_first(self) -> Self:
        return self.order_by("target_date", "id")

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-id")
