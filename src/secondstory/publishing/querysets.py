from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from secondstory.incidents.querysets import has_part_in
from secondstory.people.audience import Who, readable, reader

if TYPE_CHECKING:
    from secondstory.publishing import models as m  # noqa: F401  # named in quotes below


class PublicationQuerySet(models.QuerySet["m.Publication"]):
    def visible_to(self, user: Who) -> Self:
        """By audience; strangers read what is public. Whoever has a part in the study reads it at any level."""
        return self.addressed_to(user).filter(withdrawn_at=None)

    def addressed_to(self, user: Who) -> Self:
        """Those above, and the withdrawn ones this person could read before: their address says that they were
        withdrawn, and nothing of what they said."""
        who = reader(user)
        if not who.is_member:
            return self.filter(readable(who))
        return self.filter(readable(who) | has_part_in(who, "retrospective_id"))

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-id")
