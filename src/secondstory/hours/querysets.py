from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from secondstory.people.audience import Who, reader

if TYPE_CHECKING:
    from secondstory.hours import models as m  # noqa: F401  # named in quotes below


class OwnTimeQuerySet(models.QuerySet["m.OwnTime"]):
    def visible_to(self, user: Who) -> Self:
        """Whoever kept it, and nobody else."""
        who = reader(user)
        return self.filter(person_id=who.person_id) if who.is_member else self.none()


class RoomQuerySet(models.QuerySet["m.Room"]):
    def visible_to(self, user: Who) -> Self:
        """Everybody here: it is said so that one need not ask in vain."""
        return self.filter(person__is_active=True) if reader(user).is_member else self.none()
