from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from secondstory.incidents.querysets import has_part_in
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
