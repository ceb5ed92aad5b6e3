from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from secondstory.people.audience import Who, reader

if TYPE_CHECKING:
    from secondstory.chat import models as m  # noqa: F401  # named in quotes below


class ChatAccountQuerySet(models.QuerySet["m.ChatAccount"]):
    def visible_to(self, user: Who) -> Self:
        """One's own."""
        who = reader(user)
        return self.filter(person_id=who.person_id) if who.is_member else self.none()
