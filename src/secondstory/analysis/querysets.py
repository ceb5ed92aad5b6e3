from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import BooleanField, Case, Count, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from secondstory.incidents.querysets import has_part_in, work_readable
from secondstory.people.audience import Who, readable, reader

if TYPE_CHECKING:
    from secondstory.analysis import models as m  # noqa: F401  # named in quotes below


class MysteryQuerySet(models.QuerySet["m.Mystery"]):
    def visible_to(self, user: Who) -> Self:
        """A question is read by its own audience, or by whoever has a part in its study. Signed-in people only:
        published questions are read inside their edition."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        opened = readable(who, audience="retrospective__work_open_to", team="retrospective__team_id")
        return self.filter(
            readable(who)
            | (Q(raised_by_id=who.person_id) & Q(raised_by__isnull=False))
            | opened
            | has_part_in(who, "retrospective_id")
        )

    def knowing_study_of(self, user: Who) -> Self:
        """With ``reads_study``: a question opened wider is read by people who do not read its study."""
        may = Q(retrospective__isnull=False) & work_readable(reader(user), prefix="retrospective__")
        return self.annotate(
            reads_study=Case(When(may, then=Value(True)), default=Value(False), output_field=BooleanField())
        )

    def with_followers(self) -> Self:
        """With ``followers``, a number: how many want to know. Never who."""
        followings = apps.get_model("analysis", "Following")._default_manager
        counted = (
            followings.filter(mystery_id=OuterRef("pk"))
            .order_by()
            .values("mystery_id")
            .annotate(n=Count("pk"))
            .values("n")
        )
        return self.annotate(followers=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


class KnownHereQuerySet(models.QuerySet[Any]):
    """Work notes and cues: read by their audience, by who told them, and, told within a study, by whoever reads that
    study's pages. Signed-in people only."""

    def visible_to(self, user: Who) -> Self:
        who = reader(user)
        if not who.is_member:
            return self.none()
        mine = Q(told_by_id=who.person_id) & Q(told_by__isnull=False)
        opened = readable(who, audience="retrospective__work_open_to", team="retrospective__team_id")
        return self.filter(readable(who) | mine | opened | has_part_in(who, "retrospective_id"))
