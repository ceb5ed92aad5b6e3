from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

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


class BesideTextQuerySet(models.QuerySet[Any]):
    """What people offer of their own beside a published text; each row has a ``publication`` and a ``person``."""

    def visible_to(self, user: Who) -> Self:
        """Colleagues who may read the text. Nobody outside, whoever reads it there; and of people who left, none."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        texts = readable(who, audience="publication__audience", team="publication__team_id")
        texts |= has_part_in(who, "publication__retrospective_id")
        return self.filter(texts, publication__withdrawn_at=None, person__is_active=True)

    def in_order(self) -> Self:
        return self.select_related("person").order_by("created_at", "id")


class AskMeQuerySet(BesideTextQuerySet):
    def in_order(self) -> Self:
        return self.select_related("person").order_by("invited_at", "id")


class CitationQuerySet(models.QuerySet["m.Citation"]):
    def visible_to(self, user: Who) -> Self:
        """Those whose citing text this person reads; that somebody cites it elsewhere nobody learns."""
        who = reader(user)
        texts = readable(who, audience="citing__audience", team="citing__team_id")
        if who.is_member:
            texts |= has_part_in(who, "citing__retrospective_id")
        return self.filter(texts, citing__withdrawn_at=None)
