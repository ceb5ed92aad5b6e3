"""The one door: what the organization chose, and what one's own teams did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from secondstory.people.audience import Who, reader

if TYPE_CHECKING:
    from secondstory.question_bank import models as m  # noqa: F401  # named in quotes below


class ChoiceQuerySet(models.QuerySet["m.Choice"]):
    def visible_to(self, user: Who) -> Self:
        """The organization's and those of the reader's teams. A stranger gets no question of ours, but one that the
        organization let rest is not put to them either."""
        who = reader(user)
        if not who.is_member:
            return self.filter(team=None, text="")
        return self.filter(Q(team=None) | Q(team_id__in=who.team_ids))

    def knowing_mark_of(self, user: Who) -> Self:
        """With ``is_marked``: whether this reader called it good. Nobody else's marks are ever read."""
        marks = apps.get_model("question_bank", "GoodMark")._default_manager
        mine = marks.filter(person_id=reader(user).person_id, key=OuterRef("key"))
        return self.annotate(is_marked=Exists(mine))

    def in_order(self) -> Self:
        return self.select_related("team").order_by("created_at", "id")
