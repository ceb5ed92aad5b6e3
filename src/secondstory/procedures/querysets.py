from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from secondstory.people.audience import Who, reader

if TYPE_CHECKING:
    from secondstory.procedures import models as m  # noqa: F401  # named in quotes below


class ProcedureQuerySet(models.QuerySet["m.Procedure"]):
    def visible_to(self, user: Who) -> Self:
        """Everybody here: a rule that some do not know of binds them badly. Nobody outside."""
        return self.all() if reader(user).is_member else self.none()

    def in_force(self) -> Self:
        return self.filter(retirement=None)

    def binding(self, team_ids: Collection[UUID]) -> Self:
        """Those that bind one of these teams, or everybody."""
        through = apps.get_model("procedures", "Procedure").teams.through._default_manager
        return self.filter(
            Q(is_for_all=True) | Exists(through.filter(procedure_id=OuterRef("pk"), team_id__in=team_ids))
        )

    def oldest_first(self) -> Self:
        return self.order_by("since", "id")
